/** Documents and revisions in PostgreSQL, as people see and change them. The workers' part: ingest/ingestion-store.ts. */
import { type Db, Prisma, prisma, type Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import {
  activeDocumentStates,
  type DocumentPage,
  type DocumentState,
  type DocumentSummary,
  type ListDocuments,
} from './schemas.ts';
import type { KnowledgeRow } from './store.ts';

export type DocumentRow = Prisma.DocumentGetPayload<object>;
export type RevisionRow = Prisma.DocumentRevisionGetPayload<object>;

export interface NewRevision {
  name: string;
  sourceUrl: string | null;
  contentHash: string;
  byteSize: number;
  mediaType: string;
  createdById: string | null;
}

/** The document of that name, made when missing and locked until the transaction ends, with its latest revision. */
export async function claimDocument(
  tx: Tx,
  knowledgeId: string,
  name: string,
  sourceUrl: string | null,
): Promise<{ document: DocumentRow; latest: RevisionRow | null }> {
  await tx.$executeRaw`
    INSERT INTO document (id, knowledge_base_id, name, source_url, updated_at)
    VALUES (${newId()}::uuid, ${knowledgeId}::uuid, ${name}, ${sourceUrl}, now())
    ON CONFLICT (knowledge_base_id, name) DO NOTHING`;
  await tx.$queryRaw`
    SELECT 1 FROM document WHERE knowledge_base_id = ${knowledgeId}::uuid AND name = ${name} FOR UPDATE`;
  const document = await tx.document.findUniqueOrThrow({
    where: { knowledgeBaseId_name: { knowledgeBaseId: knowledgeId, name } },
  });
  const latest =
    document.latestRevisionId === null
      ? null
      : await tx.documentRevision.findUnique({ where: { id: document.latestRevisionId } });
  return { document, latest };
}

/** Makes the next revision of a claimed document; whatever was still being done to the one before it ends. */
export async function insertRevision(
  tx: Tx,
  document: DocumentRow,
  latest: RevisionRow | null,
  data: NewRevision,
): Promise<string> {
  const id = newId();
  if (latest !== null) await stopRevision(tx, latest.id, 'A newer version of the document took its place.');
  await tx.documentRevision.create({
    data: {
      id,
      documentId: document.id,
      number: (latest?.number ?? 0) + 1,
      contentHash: data.contentHash,
      byteSize: data.byteSize,
      mediaType: data.mediaType,
      createdById: data.createdById,
    },
  });
  await tx.document.update({
    where: { id: document.id },
    data: { latestRevisionId: id, sourceUrl: data.sourceUrl },
  });
  return id;
}

/** Cancels a revision that is being worked on; false when it is not. */
export async function stopRevision(tx: Tx, revisionId: string, why: string): Promise<boolean> {
  const { count } = await tx.documentRevision.updateMany({
    where: { id: revisionId, state: { in: [...activeDocumentStates] } },
    data: { state: 'cancelled', error: why, stageProgress: 0 },
  });
  return count > 0;
}

/** Puts a failed or cancelled revision back into the queue; false when it is in another state. */
export async function requeueRevision(tx: Tx, revisionId: string): Promise<boolean> {
  const { count } = await tx.documentRevision.updateMany({
    where: { id: revisionId, state: { in: ['failed', 'cancelled'] } },
    data: { state: 'queued', error: null, stageProgress: 0, attempts: 0 },
  });
  return count > 0;
}

/** @throws AppError `not_found` when there is none of that id in the knowledge base. */
export async function requireDocument(
  knowledge: KnowledgeRow,
  documentId: string,
  db: Db = prisma(),
): Promise<{ document: DocumentRow; latest: RevisionRow }> {
  const document = await db.document.findFirst({
    where: { id: documentId, knowledgeBaseId: knowledge.id, deletedAt: null },
  });
  const latest =
    document?.latestRevisionId == null
      ? null
      : await db.documentRevision.findUnique({ where: { id: document.latestRevisionId } });
  if (document === null || latest === null) throw notFound('That document');
  return { document, latest };
}

export async function findDocumentsNamed(
  db: Db,
  knowledgeId: string,
  names: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return db.document.findMany({
    where: { knowledgeBaseId: knowledgeId, name: { in: [...names] }, deletedAt: null },
    select: { id: true, name: true },
  });
}

/** By document id. */
export async function findSourceUrls(
  db: Db,
  knowledgeId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.document.findMany({
    where: { knowledgeBaseId: knowledgeId, id: { in: [...ids] } },
    select: { id: true, sourceUrl: true },
  });
  return new Map(rows.flatMap(({ id, sourceUrl }) => (sourceUrl === null ? [] : [[id, sourceUrl]])));
}

export async function revisionsOf(db: Db, documentId: string): Promise<RevisionRow[]> {
  return db.documentRevision.findMany({ where: { documentId }, orderBy: { number: 'desc' } });
}

/** Marks a document as deleted and gives its name free; the rows go when the index no longer holds its chunks. */
export async function markDeleted(tx: Tx, document: DocumentRow): Promise<void> {
  await tx.documentRevision.updateMany({
    where: { documentId: document.id, state: { in: [...activeDocumentStates] } },
    data: { state: 'cancelled', error: 'The document was deleted.' },
  });
  await tx.document.update({
    where: { id: document.id },
    data: { deletedAt: new Date(), name: `deleted/${document.id}` },
  });
}

export function summaryOf(knowledge: string, document: DocumentRow, latest: RevisionRow): DocumentSummary {
  return {
    id: document.id,
    knowledge,
    name: document.name,
    title: latest.title,
    mediaType: latest.mediaType,
    byteSize: latest.byteSize,
    contentHash: latest.contentHash,
    state: latest.state,
    stageProgress: latest.stageProgress,
    error: latest.error,
    warnings: latest.warnings,
    language: latest.language,
    pageCount: latest.pageCount,
    chunkCount: latest.chunkCount,
    revisionId: latest.id,
    revision: latest.number,
    servingRevisionId: document.servingRevisionId,
    sourceUrl: document.sourceUrl,
    createdAt: document.createdAt.toISOString(),
    updatedAt: (latest.updatedAt > document.updatedAt ? latest : document).updatedAt.toISOString(),
    indexedAt: latest.indexedAt?.toISOString() ?? null,
  };
}

const sortColumns = {
  problems: Prisma.sql`(r.state = 'failed')`,
  name: Prisma.sql`lower(d.name)`,
  updatedAt: Prisma.sql`greatest(d.updated_at, r.updated_at)`,
  createdAt: Prisma.sql`d.created_at`,
  byteSize: Prisma.sql`r.byte_size`,
  pageCount: Prisma.sql`r.page_count`,
  chunkCount: Prisma.sql`r.chunk_count`,
} satisfies Record<ListDocuments['sort'], Prisma.Sql>;

/** One page of documents, with the numbers of those that match. */
export async function pageOfDocuments(
  db: Db,
  knowledge: KnowledgeRow,
  query: ListDocuments,
): Promise<DocumentPage> {
  const pattern = `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matching = Prisma.sql`
    FROM document d JOIN document_revision r ON r.id = d.latest_revision_id
    WHERE d.knowledge_base_id = ${knowledge.id}::uuid AND d.deleted_at IS NULL
      AND (d.name ILIKE ${pattern} OR r.title ILIKE ${pattern})`;
  const states = statesOf(query.state);
  const direction = query.order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const [byState, ids] = await Promise.all([
    db.$queryRaw<{ state: DocumentState; count: number }[]>`
      SELECT r.state::text AS state, count(*)::int AS count ${matching} GROUP BY r.state`,
    db.$queryRaw<{ id: string }[]>`
      SELECT d.id ${matching} AND r.state::text = ANY(${states})
      ORDER BY ${sortColumns[query.sort]} ${direction} NULLS LAST, d.id ${direction}
      LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`,
  ]);
  return {
    items: await summariesOf(
      db,
      knowledge.name,
      ids.map(({ id }) => id),
    ),
    total: byState.reduce((sum, { state, count }) => (states.includes(state) ? sum + count : sum), 0),
    page: query.page,
    pageSize: query.pageSize,
    counts: Object.fromEntries(byState.map(({ state, count }) => [state, count])),
  };
}

function statesOf(filter: ListDocuments['state']): DocumentState[] {
  if (filter === 'active') return [...activeDocumentStates];
  return filter === undefined
    ? [...activeDocumentStates, 'ready', 'failed', 'cancelled', 'quarantined']
    : [filter];
}

async function summariesOf(db: Db, knowledge: string, ids: readonly string[]): Promise<DocumentSummary[]> {
  const documents = await db.document.findMany({ where: { id: { in: [...ids] } } });
  const revisions = await db.documentRevision.findMany({
    where: { id: { in: documents.flatMap(({ latestRevisionId }) => latestRevisionId ?? []) } },
  });
  const revisionById = new Map(revisions.map((revision) => [revision.id, revision]));
  const summaries = documents.flatMap((document) => {
    const latest = revisionById.get(document.latestRevisionId ?? '');
    return latest === undefined ? [] : [summaryOf(knowledge, document, latest)];
  });
  const place = new Map(ids.map((id, at) => [id, at]));
  return summaries.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

export interface RevisionWithOwners {
  revision: RevisionRow;
  document: DocumentRow;
  knowledge: { id: string; name: string; generation: number };
}

/** @throws AppError `not_found` when unknown or deleted. */
export async function requireRevision(revisionId: string, db: Db = prisma()): Promise<RevisionWithOwners> {
  const found = await db.documentRevision.findFirst({
    where: { id: revisionId, document: { deletedAt: null } },
    include: {
      document: { include: { knowledgeBase: { select: { id: true, name: true, generation: true } } } },
    },
  });
  if (found === null) throw notFound('That document');
  const { document: withBase, ...revision } = found;
  const { knowledgeBase: knowledge, ...document } = withBase;
  return { revision, document, knowledge };
}

/** The documents changed last whose text is known. */
export async function sampleDocuments(
  db: Db,
  knowledgeId: string,
  { count, except }: { count: number; except: readonly string[] },
): Promise<{ document: DocumentRow; latest: RevisionRow }[]> {
  const documents = await db.document.findMany({
    where: {
      knowledgeBaseId: knowledgeId,
      deletedAt: null,
      servingRevisionId: { not: null },
      id: { notIn: [...except] },
    },
    orderBy: { updatedAt: 'desc' },
    take: count,
  });
  const found = await Promise.all(
    documents.map(async (document) => ({
      document,
      latest: await db.documentRevision.findUnique({ where: { id: document.servingRevisionId ?? '' } }),
    })),
  );
  return found.flatMap(({ document, latest }) => (latest === null ? [] : [{ document, latest }]));
}
