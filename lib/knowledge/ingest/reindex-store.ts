/** What a re-index reads and commits in PostgreSQL. */

import { enqueue } from '../../jobs/index.ts';
import { Prisma, prisma, transaction } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';
import { publishKnowledgeJob } from '../jobs.ts';
import { insertSnapshot, type KnowledgeRow } from '../store.ts';
import type { ChunkOwner } from './add-prepared.ts';
import { countServing, PublicationOvertaken } from './publication-store.ts';

export interface ServingRevision extends ChunkOwner {
  contentHash: string;
}

/** Every revision that serves now. */
export async function servingRevisions(knowledgeId: string): Promise<ServingRevision[]> {
  return prisma().$queryRaw<ServingRevision[]>`
    SELECT r.id AS "revisionId", d.id AS "documentId", d.name AS "documentName", r.title AS "documentTitle",
           r.media_type AS "mediaType", r.language, r.content_hash AS "contentHash"
    FROM document d JOIN document_revision r ON r.id = d.serving_revision_id
    WHERE d.knowledge_base_id = ${knowledgeId}::uuid AND d.deleted_at IS NULL ORDER BY r.id`;
}

export async function writeReindexProgress(
  knowledgeId: string,
  generation: number,
  share: number,
): Promise<void> {
  await prisma().knowledgeBase.updateMany({
    where: { id: knowledgeId, nextGeneration: generation, nextChunking: { not: Prisma.DbNull } },
    data: { reindexProgress: share },
  });
}

/** The index in force goes on serving. */
export async function markReindexFailed(
  knowledge: KnowledgeRow,
  generation: number,
  reason: string,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.knowledgeBase.updateMany({
      where: { id: knowledge.id, nextGeneration: generation },
      data: {
        nextChunking: Prisma.DbNull,
        nextEmbedding: Prisma.DbNull,
        reindexProgress: null,
        reindexError: reason,
      },
    });
    await publishChange(tx, { topic: 'knowledge', key: knowledge.name });
  });
}

export interface Switch {
  knowledge: KnowledgeRow;
  generation: number;
  dimensions: number | null;
  chunkCount: number;
  /** Chunks of each revision under the new options. */
  chunkCounts: ReadonlyMap<string, number>;
}

/**
 * One transaction makes the new generation the one that serves.
 * @throws PublicationOvertaken when the knowledge base has moved on meanwhile.
 */
export async function commitSwitch(change: Switch): Promise<void> {
  const { knowledge, generation } = change;
  if (knowledge.nextChunking === null || knowledge.nextEmbedding === null) throw new PublicationOvertaken();
  const embedding = knowledge.nextEmbedding;
  const number = knowledge.snapshot + 1;
  const data = {
    generation,
    snapshot: number,
    chunking: knowledge.nextChunking,
    embedding,
    nextChunking: Prisma.DbNull,
    nextEmbedding: Prisma.DbNull,
    reindexProgress: null,
    reindexError: null,
  };
  await transaction(async (tx) => {
    const { count } = await tx.knowledgeBase.updateMany({
      where: {
        id: knowledge.id,
        snapshot: knowledge.snapshot,
        nextGeneration: generation,
        nextChunking: { not: Prisma.DbNull },
      },
      data,
    });
    if (count !== 1) throw new PublicationOvertaken();
    await tx.$executeRaw`
      UPDATE document_revision r SET chunk_count = n.count
      FROM unnest(${[...change.chunkCounts.keys()]}::uuid[], ${[...change.chunkCounts.values()]}::int[]) AS n(id, count)
      WHERE r.id = n.id`;
    await insertSnapshot(tx, {
      knowledgeBaseId: knowledge.id,
      number,
      generation,
      embedding,
      dimensions: change.dimensions,
      documentCount: await countServing(tx, knowledge.id),
      chunkCount: change.chunkCount,
      added: 0,
      replaced: 0,
      removed: 0,
      reason: 're-indexed with other options',
    });
    // What was prepared for the old generation meanwhile has to be sent back.
    await enqueue(
      tx,
      publishKnowledgeJob,
      { knowledgeId: knowledge.id },
      { key: knowledge.id, group: knowledge.id },
    );
    await publishChange(tx, { topic: 'knowledge', key: knowledge.name });
  });
}
