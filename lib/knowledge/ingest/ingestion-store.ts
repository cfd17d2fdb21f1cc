/** Revisions and snapshots in PostgreSQL, as the workers move them on. */
import { type Db, Prisma, prisma, type Tx } from '../../platform/db.ts';
import { activeDocumentStates, type DocumentState, type ParsedDocument } from '../schemas.ts';
import { findKnowledge, type KnowledgeRow } from '../store.ts';

/** States in which a revision belongs to the ingestion job; from `indexing` on it belongs to the publication. */
const ingesting: DocumentState[] = ['queued', 'parsing', 'chunking', 'embedding'];

export interface Ingestion {
  revisionId: string;
  documentId: string;
  documentName: string;
  contentHash: string;
  mediaType: string;
  state: DocumentState;
  attempts: number;
  /** A reviewer has let it pass: it is not held back again. */
  released: boolean;
  knowledge: KnowledgeRow;
}

export async function loadIngestion(revisionId: string): Promise<Ingestion | null> {
  const found = await prisma().documentRevision.findUnique({
    where: { id: revisionId },
    include: { document: true },
  });
  if (found === null) return null;
  const knowledge = await findKnowledge(prisma(), { id: found.document.knowledgeBaseId });
  if (knowledge === null) return null;
  return {
    revisionId,
    documentId: found.documentId,
    documentName: found.document.name,
    contentHash: found.contentHash,
    mediaType: found.mediaType,
    state: found.state,
    attempts: found.attempts,
    released: found.releasedAt !== null,
    knowledge,
  };
}

/** Takes a revision up for the next attempt; false when it is no longer to be ingested. */
export async function beginAttempt(revisionId: string): Promise<boolean> {
  const { count } = await prisma().documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { state: 'parsing', stageProgress: 0, attempts: { increment: 1 }, error: null },
  });
  return count > 0;
}

/** Hands an attempt back that the worker's stop cut short: it does not count. */
export async function returnAttempt(revisionId: string): Promise<void> {
  await prisma().documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { state: 'queued', stageProgress: 0, attempts: { decrement: 1 } },
  });
}

/** False when somebody has cancelled, replaced or deleted it meanwhile. */
export async function moveTo(revisionId: string, state: DocumentState): Promise<boolean> {
  const { count } = await prisma().documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { state, stageProgress: 0 },
  });
  return count > 0;
}

/** Writes progress; false when the revision has left the stages of ingestion. */
export async function writeProgress(revisionId: string, share: number): Promise<boolean> {
  const { count } = await prisma().documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { stageProgress: share },
  });
  return count > 0;
}

/** What parsing found out, kept with the revision. */
export async function writeParseFacts(revisionId: string, parsed: ParsedDocument): Promise<void> {
  await prisma().documentRevision.updateMany({
    where: { id: revisionId },
    data: {
      title: parsed.title?.slice(0, 500) ?? null,
      language: parsed.language,
      mediaType: parsed.mediaType,
      pageCount: parsed.pages.length === 0 ? null : parsed.pages.length,
      warnings: parsed.warnings.slice(0, 50),
    },
  });
}

/** Chunks and vectors are on disk: from here on the revision waits to be published. */
export async function markPrepared(
  tx: Tx,
  revisionId: string,
  facts: { chunkCount: number; stageMs: Record<string, number> },
): Promise<boolean> {
  const { count } = await tx.documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { state: 'indexing', stageProgress: 0, ...facts },
  });
  return count > 0;
}

/** As `markPrepared`, but it waits for a reviewer. */
export async function markQuarantined(
  tx: Tx,
  revisionId: string,
  facts: { chunkCount: number; stageMs: Record<string, number>; error: string },
): Promise<boolean> {
  const { count } = await tx.documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { state: 'quarantined', stageProgress: 0, ...facts },
  });
  return count > 0;
}

/** Lets a quarantined revision go on to its publication; false when it is in another state. */
export async function markReleased(tx: Tx, revisionId: string): Promise<boolean> {
  const { count } = await tx.documentRevision.updateMany({
    where: { id: revisionId, state: 'quarantined' },
    data: { state: 'indexing', error: null, releasedAt: new Date() },
  });
  return count > 0;
}

export async function markFailed(db: Db, revisionIds: readonly string[], reason: string): Promise<void> {
  await db.documentRevision.updateMany({
    where: { id: { in: [...revisionIds] }, state: { in: [...activeDocumentStates] } },
    data: { state: 'failed', error: reason, stageProgress: 0 },
  });
}

/** Back to the queue with a note for whoever looks: the next attempt comes by itself. */
export async function markWaiting(tx: Tx, revisionId: string, reason: string): Promise<boolean> {
  const { count } = await tx.documentRevision.updateMany({
    where: { id: revisionId, state: { in: ingesting } },
    data: { state: 'queued', error: reason, stageProgress: 0 },
  });
  return count > 0;
}

/** Prepared for another generation of the index than the one in force: chunk and embed again. */
export async function sendBack(tx: Tx, revisionIds: readonly string[]): Promise<void> {
  await tx.documentRevision.updateMany({
    where: { id: { in: [...revisionIds] }, state: 'indexing' },
    data: { state: 'queued', stageProgress: 0, attempts: 0 },
  });
}

export async function noteOnWaiting(revisionIds: readonly string[], reason: string): Promise<void> {
  await prisma().documentRevision.updateMany({
    where: { id: { in: [...revisionIds] }, state: 'indexing' },
    data: { error: reason },
  });
}

/** Documents of a knowledge base that are still on their way to being published. */
export async function countIngesting(knowledgeId: string): Promise<number> {
  return prisma().documentRevision.count({
    where: {
      state: { in: ingesting },
      document: { knowledgeBaseId: knowledgeId, deletedAt: null },
    },
  });
}

/** What may have lost its worker: revisions in work, by the job that is to look after them. */
export async function findUnfinished(): Promise<{ ingest: string[]; publish: string[] }> {
  const [ingest, publish] = await Promise.all([
    prisma().$queryRaw<{ id: string }[]>`
      SELECT id FROM document_revision
      WHERE state IN ('queued','parsing','chunking','embedding') ORDER BY id LIMIT 5000`,
    prisma().$queryRaw<{ id: string }[]>`
      SELECT DISTINCT d.knowledge_base_id AS id FROM document d
      LEFT JOIN document_revision r ON r.id = d.latest_revision_id
      WHERE r.state = 'indexing' OR d.deleted_at IS NOT NULL`,
  ]);
  return { ingest: ingest.map(({ id }) => id), publish: publish.map(({ id }) => id) };
}

export async function findRunningReindexes(): Promise<{ knowledgeId: string; generation: number }[]> {
  const rows = await prisma().knowledgeBase.findMany({
    where: { nextGeneration: { not: null }, nextChunking: { not: Prisma.DbNull } },
    select: { id: true, nextGeneration: true },
  });
  return rows.flatMap(({ id, nextGeneration }) =>
    nextGeneration === null ? [] : [{ knowledgeId: id, generation: nextGeneration }],
  );
}

/** Of these knowledge base ids, those that exist no more. */
export async function withoutRow(ids: readonly string[]): Promise<string[]> {
  const rows = await prisma().knowledgeBase.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true },
  });
  const existing = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !existing.has(id));
}
