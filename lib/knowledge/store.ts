/** Knowledge bases and their snapshots in PostgreSQL. Documents: document-store.ts. */
import { type Db, isUniqueViolation, type Prisma, prisma, type Tx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import {
  type Chunking,
  chunkingSchema,
  type EmbeddingConfig,
  embeddingConfigSchema,
  type KnowledgeDetail,
  type Screening,
  type Snapshot,
  screeningSchema,
} from './schemas.ts';

export interface KnowledgeRow {
  id: string;
  name: string;
  description: string;
  chunking: Chunking;
  embedding: EmbeddingConfig;
  screening: Screening;
  snapshot: number;
  generation: number;
  nextGeneration: number | null;
  nextChunking: Chunking | null;
  nextEmbedding: EmbeddingConfig | null;
  reindexProgress: number | null;
  reindexError: string | null;
  createdAt: Date;
  updatedAt: Date;
}

type RawKnowledge = Prisma.KnowledgeBaseGetPayload<object>;

function fromRaw(row: RawKnowledge): KnowledgeRow {
  return {
    ...row,
    chunking: chunkingSchema.parse(row.chunking),
    embedding: embeddingConfigSchema.parse(row.embedding),
    screening: screeningSchema.parse(row.screening),
    nextChunking: chunkingSchema.nullable().parse(row.nextChunking),
    nextEmbedding: embeddingConfigSchema.nullable().parse(row.nextEmbedding),
  };
}

export async function findKnowledge(
  db: Db,
  where: { name: string } | { id: string },
): Promise<KnowledgeRow | null> {
  const row = await db.knowledgeBase.findUnique({ where });
  return row && fromRaw(row);
}

/** @throws AppError `not_found` */
export async function requireKnowledge(name: string, db: Db = prisma()): Promise<KnowledgeRow> {
  const row = await findKnowledge(db, { name });
  if (row === null) throw notFound(`The knowledge base "${name}"`);
  return row;
}

/**
 * Holds the row until the transaction ends. `share` lets others share it and keeps the knowledge base from being
 * deleted or published meanwhile; `update` waits for every sharer.
 */
export async function lockKnowledge(
  tx: Tx,
  id: string,
  mode: 'share' | 'update',
): Promise<KnowledgeRow | null> {
  if (mode === 'share') await tx.$queryRaw`SELECT 1 FROM knowledge_base WHERE id = ${id}::uuid FOR SHARE`;
  else await tx.$queryRaw`SELECT 1 FROM knowledge_base WHERE id = ${id}::uuid FOR UPDATE`;
  return findKnowledge(tx, { id });
}

export async function insertKnowledge(
  tx: Tx,
  data: { name: string; description: string; chunking: Chunking; embedding: EmbeddingConfig },
): Promise<KnowledgeRow> {
  try {
    return fromRaw(await tx.knowledgeBase.create({ data: { id: newId(), ...data } }));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError(
      'conflict',
      `There already is a knowledge base named "${data.name}". Choose another name.`,
    );
  }
}

export async function updateKnowledgeRow(
  tx: Tx,
  id: string,
  data: Prisma.KnowledgeBaseUpdateInput,
): Promise<void> {
  await tx.knowledgeBase.update({ where: { id }, data });
}

/**
 * Versions in use that search a knowledge base, as words for a message. Read across features here: the registry stands on
 * knowledge and may not be imported back.
 */
export async function usesOfKnowledge(tx: Tx, name: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ what: string }[]>`
    SELECT 'the model ' || model || ' version ' || number AS what
    FROM version_in_use WHERE document->'retrieval'->>'knowledge' = ${name}
    ORDER BY what LIMIT 5`;
  return rows.map((row) => row.what);
}

export async function deleteKnowledgeRow(tx: Tx, id: string): Promise<void> {
  await tx.knowledgeBase.delete({ where: { id } });
}

interface Totals {
  id: string;
  documents: number;
  bytes: bigint;
  active: number;
  failed: number;
  chunks: number;
}

async function totalsOf(db: Db, ids: readonly string[]): Promise<Map<string, Totals>> {
  const rows = await db.$queryRaw<Totals[]>`
    SELECT k.id,
           count(d.id)::int AS documents,
           coalesce(sum(r.byte_size), 0)::bigint AS bytes,
           count(*) FILTER (WHERE r.state IN ('queued','parsing','chunking','embedding','indexing'))::int AS active,
           count(*) FILTER (WHERE r.state = 'failed')::int AS failed,
           coalesce((SELECT s.chunk_count FROM snapshot s
                     WHERE s.knowledge_base_id = k.id AND s.number = k.snapshot), 0)::int AS chunks
    FROM knowledge_base k
    LEFT JOIN document d ON d.knowledge_base_id = k.id AND d.deleted_at IS NULL
    LEFT JOIN document_revision r ON r.id = d.latest_revision_id
    WHERE k.id = ANY(${[...ids]}::uuid[])
    GROUP BY k.id`;
  return new Map(rows.map((row) => [row.id, row]));
}

function detailOf(row: KnowledgeRow, totals: Totals | undefined): KnowledgeDetail {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    chunking: row.chunking,
    embedding: row.embedding,
    screening: row.screening,
    snapshot: row.snapshot,
    documentCount: totals?.documents ?? 0,
    chunkCount: totals?.chunks ?? 0,
    byteSize: Number(totals?.bytes ?? 0),
    activeCount: totals?.active ?? 0,
    failedCount: totals?.failed ?? 0,
    reindexProgress: row.reindexProgress,
    reindexError: row.reindexError,
    nextChunking: row.nextChunking,
    nextEmbedding: row.nextEmbedding,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export async function describeKnowledge(db: Db, row: KnowledgeRow): Promise<KnowledgeDetail> {
  return detailOf(row, (await totalsOf(db, [row.id])).get(row.id));
}

/** Knowledge bases of these names, all when `null`. */
export async function knowledgeNames(): Promise<{ id: string; name: string }[]> {
  return prisma().knowledgeBase.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}

export async function describeAllKnowledge(
  db: Db,
  names: readonly string[] | null,
): Promise<KnowledgeDetail[]> {
  const where = names === null ? {} : { name: { in: [...names] } };
  const rows = (await db.knowledgeBase.findMany({ where, orderBy: { name: 'asc' } })).map(fromRaw);
  const totals = await totalsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => detailOf(row, totals.get(row.id)));
}

/** What a search of a snapshot has to know. */
export interface SnapshotRow {
  number: number;
  generation: number;
  embedding: EmbeddingConfig;
  dimensions: number | null;
  chunkCount: number;
  createdAt: Date;
}

/** Null also when its passages were removed. */
export async function findSnapshot(db: Db, knowledgeId: string, number: number): Promise<SnapshotRow | null> {
  const row = await db.snapshot.findUnique({
    where: { knowledgeBaseId_number: { knowledgeBaseId: knowledgeId, number }, purgedAt: null },
  });
  return row && { ...row, embedding: embeddingConfigSchema.parse(row.embedding) };
}

/** Number of the first snapshot made at or after a moment that is still there; null when there is none. */
export async function firstSnapshotSince(db: Db, knowledgeId: string, at: Date): Promise<number | null> {
  const row = await db.snapshot.findFirst({
    where: { knowledgeBaseId: knowledgeId, createdAt: { gte: at } },
    orderBy: { number: 'asc' },
    select: { number: true },
  });
  return row?.number ?? null;
}

export async function insertSnapshot(tx: Tx, data: Prisma.SnapshotUncheckedCreateInput): Promise<void> {
  await tx.snapshot.create({ data });
}

export async function listSnapshotRows(db: Db, knowledgeId: string, limit: number): Promise<Snapshot[]> {
  const rows = await db.snapshot.findMany({
    where: { knowledgeBaseId: knowledgeId, purgedAt: null },
    orderBy: { number: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    number: row.number,
    createdAt: row.createdAt.toISOString(),
    documentCount: row.documentCount,
    chunkCount: row.chunkCount,
    added: row.added,
    replaced: row.replaced,
    removed: row.removed,
    reason: row.reason,
  }));
}

/** Index generations that some snapshot reads, newest first. */
export async function generationsOf(db: Db, knowledgeId: string): Promise<number[]> {
  const rows = await db.snapshot.findMany({
    where: { knowledgeBaseId: knowledgeId },
    distinct: ['generation'],
    select: { generation: true },
    orderBy: { generation: 'desc' },
  });
  return rows.map(({ generation }) => generation);
}

/** ISO 639-1 codes of the documents that serve. */
export async function servingLanguages(db: Db, knowledgeId: string): Promise<(string | null)[]> {
  const rows = await db.$queryRaw<{ language: string | null }[]>`
    SELECT DISTINCT r.language FROM document d
    JOIN document_revision r ON r.id = d.serving_revision_id
    WHERE d.knowledge_base_id = ${knowledgeId}::uuid`;
  return rows.map(({ language }) => language);
}

/** Ids of the revisions whose chunks the latest snapshot is meant to hold. */
export async function servingRevisions(knowledgeBaseId: string): Promise<Set<string>> {
  const rows = await prisma().document.findMany({
    where: { knowledgeBaseId, deletedAt: null, servingRevisionId: { not: null } },
    select: { servingRevisionId: true },
  });
  return new Set(rows.flatMap(({ servingRevisionId }) => servingRevisionId ?? []));
}
