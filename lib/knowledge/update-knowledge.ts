import { isDeepStrictEqual } from 'node:util';
import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { Prisma, prisma, type Tx, transaction } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { assertEmbedderExists } from './embedders/choose-embedder.ts';
import { reindexKnowledgeJob } from './jobs.ts';
import type { Chunking, EmbeddingConfig, KnowledgeDetail, UpdateKnowledge } from './schemas.ts';
import {
  describeKnowledge,
  type KnowledgeRow,
  lockKnowledge,
  requireKnowledge,
  updateKnowledgeRow,
} from './store.ts';

/**
 * Changes a knowledge base. Other chunking or embedding starts a re-index: the index in force serves until the new
 * one is complete. Asking again for the options in force calls a running re-index off.
 */
export async function updateKnowledge(
  caller: Caller,
  name: string,
  input: UpdateKnowledge,
): Promise<KnowledgeDetail> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  if (input.embedding !== undefined) await assertEmbedderExists(input.embedding);
  const { id } = await requireKnowledge(name);
  await transaction(async (tx) => {
    const before = await lockKnowledge(tx, id, 'update');
    if (before === null) throw notFound(`The knowledge base "${name}"`);
    if (input.description !== undefined) {
      await updateKnowledgeRow(tx, id, { description: input.description });
    }
    if (input.screening !== undefined) {
      await updateKnowledgeRow(tx, id, { screening: input.screening });
    }
    await changeOptions(tx, before, {
      chunking: input.chunking ?? before.nextChunking ?? before.chunking,
      embedding: input.embedding ?? before.nextEmbedding ?? before.embedding,
    });
    await recordAudit(tx, caller, {
      action: 'knowledge.updated',
      subject: { kind: 'knowledge', id, name },
      before: {
        description: before.description,
        chunking: before.chunking,
        embedding: before.embedding,
        screening: before.screening,
      },
      after: { ...input },
    });
    await publishChange(tx, { topic: 'knowledge', key: name });
  });
  return describeKnowledge(prisma(), await requireKnowledge(name));
}

interface IndexOptions {
  chunking: Chunking;
  embedding: EmbeddingConfig;
}

async function changeOptions(tx: Tx, row: KnowledgeRow, wanted: IndexOptions): Promise<void> {
  const running = row.nextChunking !== null && row.nextEmbedding !== null;
  const target = running
    ? { chunking: row.nextChunking, embedding: row.nextEmbedding }
    : { chunking: row.chunking, embedding: row.embedding };
  if (isDeepStrictEqual(target, wanted)) return;
  const inForce = isDeepStrictEqual({ chunking: row.chunking, embedding: row.embedding }, wanted);
  if (inForce) {
    await updateKnowledgeRow(tx, row.id, {
      nextChunking: Prisma.DbNull,
      nextEmbedding: Prisma.DbNull,
      reindexProgress: null,
      reindexError: null,
    });
    return;
  }
  // Every attempt has a number of its own, so that none meets the rows of another.
  const generation = Math.max(row.generation, row.nextGeneration ?? 0) + 1;
  await updateKnowledgeRow(tx, row.id, {
    nextGeneration: generation,
    nextChunking: wanted.chunking,
    nextEmbedding: wanted.embedding,
    reindexProgress: 0,
    reindexError: null,
  });
  await enqueue(
    tx,
    reindexKnowledgeJob,
    { knowledgeId: row.id, generation },
    { key: `${row.id}/${generation}` },
  );
}
