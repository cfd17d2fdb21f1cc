/** What a publication reads and commits in PostgreSQL. */
import { prisma, type Tx, transaction } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';
import { findKnowledge, generationsOf, insertSnapshot, type KnowledgeRow, lockKnowledge } from '../store.ts';

/** A revision whose chunks are on disk and wait for their snapshot. */
export interface Addition {
  revisionId: string;
  documentId: string;
  documentName: string;
  documentTitle: string | null;
  mediaType: string;
  language: string | null;
  /** The revision that serves until now. */
  replaces: string | null;
}

/** A deleted document whose chunks, files and rows are still there. */
export interface Removal {
  documentId: string;
  /** Its revision in the latest snapshot. */
  serving: string | null;
}

export interface Waiting {
  knowledge: KnowledgeRow;
  additions: Addition[];
  removals: Removal[];
}

/** Documents one snapshot takes at most, so that each step stays short. */
const batch = 2000;

/**
 * Everything that waits. The lock makes this wait for whoever is about to hand something over, so that no revision is
 * both too late for this publication and too early to ask for another.
 */
export async function readWaiting(knowledgeId: string): Promise<Waiting | null> {
  return transaction(async (tx) => {
    const knowledge = await lockKnowledge(tx, knowledgeId, 'update');
    if (knowledge === null) return null;
    const additions = await tx.$queryRaw<Addition[]>`
      SELECT r.id AS "revisionId", d.id AS "documentId", d.name AS "documentName", r.title AS "documentTitle",
             r.media_type AS "mediaType", r.language, d.serving_revision_id AS replaces
      FROM document d JOIN document_revision r ON r.id = d.latest_revision_id
      WHERE d.knowledge_base_id = ${knowledgeId}::uuid AND d.deleted_at IS NULL AND r.state = 'indexing'
      ORDER BY r.id LIMIT ${batch}`;
    const removals = await tx.$queryRaw<Removal[]>`
      SELECT id AS "documentId", serving_revision_id AS serving FROM document
      WHERE knowledge_base_id = ${knowledgeId}::uuid AND deleted_at IS NOT NULL ORDER BY id LIMIT ${batch}`;
    return { knowledge, additions, removals };
  });
}

/** Somebody changed what was about to be committed; nothing was. Start over. */
export class PublicationOvertaken extends Error {
  override readonly name = 'PublicationOvertaken';
}

export interface NewSnapshot {
  knowledge: KnowledgeRow;
  additions: readonly Addition[];
  /** Deleted documents that were in the snapshot before. */
  removals: readonly Removal[];
  chunkCount: number;
  dimensions: number | null;
  indexMs: number;
}

/**
 * One transaction makes the snapshot, moves the knowledge base to it and the documents to ready.
 * @throws PublicationOvertaken
 */
export async function commitSnapshot(
  snapshot: NewSnapshot,
  alsoIn: (tx: Tx) => Promise<void>,
): Promise<number> {
  const { knowledge, additions, removals } = snapshot;
  const number = knowledge.snapshot + 1;
  await transaction(async (tx) => {
    const moved = await tx.knowledgeBase.updateMany({
      where: { id: knowledge.id, snapshot: knowledge.snapshot, generation: knowledge.generation },
      data: { snapshot: number },
    });
    if (moved.count !== 1) throw new PublicationOvertaken();
    await moveDocuments(tx, additions, removals, snapshot.indexMs);
    const replaced = additions.filter(({ replaces }) => replaces !== null).length;
    const counts = { added: additions.length - replaced, replaced, removed: removals.length };
    await insertSnapshot(tx, {
      knowledgeBaseId: knowledge.id,
      number,
      generation: knowledge.generation,
      embedding: knowledge.embedding,
      dimensions: snapshot.dimensions,
      documentCount: await countServing(tx, knowledge.id),
      chunkCount: snapshot.chunkCount,
      ...counts,
      reason: reasonOf(counts),
    });
    await publishChange(tx, { topic: 'knowledge', key: knowledge.name });
    await alsoIn(tx);
  });
  return number;
}

async function moveDocuments(
  tx: Tx,
  additions: readonly Addition[],
  removals: readonly Removal[],
  indexMs: number,
): Promise<void> {
  const ids = additions.map(({ revisionId }) => revisionId);
  const ready = await tx.$executeRaw`
    UPDATE document_revision
    SET state = 'ready', stage_progress = 1, error = NULL, indexed_at = now(), updated_at = now(),
        stage_ms = coalesce(stage_ms, '{}'::jsonb) || jsonb_build_object('index', ${indexMs}::float8)
    WHERE id = ANY(${ids}::uuid[]) AND state = 'indexing'`;
  if (ready !== ids.length) throw new PublicationOvertaken();
  await tx.$executeRaw`
    UPDATE document SET serving_revision_id = latest_revision_id, updated_at = now()
    WHERE latest_revision_id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE document SET serving_revision_id = NULL
    WHERE id = ANY(${removals.map(({ documentId }) => documentId)}::uuid[])`;
}

export async function countServing(tx: Tx, knowledgeId: string): Promise<number> {
  return tx.document.count({
    where: { knowledgeBaseId: knowledgeId, deletedAt: null, servingRevisionId: { not: null } },
  });
}

function reasonOf(counts: { added: number; replaced: number; removed: number }): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.map(([what, count]) => `${count} ${what}`).join(', ');
}

/** Vector length of the generation, as its latest snapshot recorded it; undefined before its first. */
export async function recordedDimensions(knowledge: KnowledgeRow): Promise<number | null | undefined> {
  const row = await prisma().snapshot.findFirst({
    where: { knowledgeBaseId: knowledge.id, generation: knowledge.generation },
    orderBy: { number: 'desc' },
    select: { dimensions: true },
  });
  return row === null ? undefined : row.dimensions;
}

export async function lastSnapshotAt(knowledgeId: string): Promise<Date | null> {
  const row = await prisma().snapshot.findFirst({
    where: { knowledgeBaseId: knowledgeId },
    orderBy: { number: 'desc' },
    select: { createdAt: true },
  });
  return row?.createdAt ?? null;
}

export interface RemovedRevisions {
  revisionIds: string[];
  contentHashes: string[];
}

export async function revisionsOfDocuments(documentIds: readonly string[]): Promise<RemovedRevisions> {
  const rows = await prisma().documentRevision.findMany({
    where: { documentId: { in: [...documentIds] } },
    select: { id: true, contentHash: true },
  });
  return {
    revisionIds: rows.map(({ id }) => id),
    contentHashes: [...new Set(rows.map(({ contentHash }) => contentHash))],
  };
}

/**
 * Deletes the rows, and hands over the originals nothing else uses, while nobody can register an upload that would
 * use one of them again.
 */
export async function dropDocuments(
  knowledgeId: string,
  documentIds: readonly string[],
  contentHashes: readonly string[],
  removeOriginals: (unused: readonly string[]) => Promise<void>,
): Promise<void> {
  await transaction(async (tx) => {
    if ((await lockKnowledge(tx, knowledgeId, 'update')) === null) return;
    await tx.document.deleteMany({ where: { id: { in: [...documentIds] }, deletedAt: { not: null } } });
    const used = await tx.documentRevision.findMany({
      where: { contentHash: { in: [...contentHashes] }, document: { knowledgeBaseId: knowledgeId } },
      select: { contentHash: true },
    });
    const kept = new Set(used.map(({ contentHash }) => contentHash));
    await removeOriginals(contentHashes.filter((hash) => !kept.has(hash)));
  });
}

/** Generations whose tables may hold rows: those snapshots read, and the one a re-index is filling. */
export async function writtenGenerations(knowledgeId: string): Promise<number[]> {
  const knowledge = await findKnowledge(prisma(), { id: knowledgeId });
  const read = await generationsOf(prisma(), knowledgeId);
  const filling = knowledge?.nextChunking == null ? null : knowledge.nextGeneration;
  return filling === null ? read : [...read, filling];
}
