import { setTimeout as delay } from 'node:timers/promises';
import { enqueue, enqueueAll, type JobRun } from '../../jobs/index.ts';
import { withLock } from '../../platform/advisory-lock.ts';
import { prisma, transaction } from '../../platform/db.ts';
import { log } from '../../platform/log.ts';
import { isDiskFull } from '../disk-full.ts';
import { exists, preparedPath } from '../files.ts';
import { ingestDocumentJob, optimizeIndexJob } from '../jobs.ts';
import { openIndex } from '../open-indexes.ts';
import type { KnowledgeRow } from '../store.ts';
import { ChunkWriter } from './add-prepared.ts';
import { eraseDocuments } from './erase-documents.ts';
import { describeFailure } from './failure.ts';
import { countIngesting, markFailed, noteOnWaiting, sendBack } from './ingestion-store.ts';
import { knowledgeLock } from './knowledge-lock.ts';
import { readPrepared, removePrepared } from './prepared.ts';
import {
  type Addition,
  commitSnapshot,
  lastSnapshotAt,
  PublicationOvertaken,
  type Removal,
  readWaiting,
  recordedDimensions,
} from './publication-store.ts';

/**
 * How long a snapshot waits for documents that are almost there, and for how long after the one before, so that a bulk
 * upload does not make hundreds. A document that comes alone is published at once.
 */
const lingerMs = 2000;
const lookEveryMs = 100;
const optimizeAfterSeconds = 20;

/**
 * Makes one snapshot of everything that waits in a knowledge base, again until nothing does. One process at a time
 * writes to a knowledge base. A crash anywhere leaves the snapshot before in force; the next run starts over.
 */
export async function publishKnowledge(data: { knowledgeId: string }, run: JobRun): Promise<void> {
  await withLock(knowledgeLock(data.knowledgeId), async () => {
    while (await somethingWaits(data.knowledgeId)) {
      await linger(data.knowledgeId, run.signal);
      await publishWaiting(data.knowledgeId, run);
    }
  });
}

async function linger(knowledgeId: string, signal: AbortSignal): Promise<void> {
  const since = Date.now() - ((await lastSnapshotAt(knowledgeId))?.getTime() ?? 0);
  if (since >= 0 && since < lingerMs) await delay(lingerMs - since, undefined, { signal });
  const until = performance.now() + lingerMs;
  while (performance.now() < until && (await countIngesting(knowledgeId)) > 0) {
    await delay(lookEveryMs, undefined, { signal });
  }
}

/** A revision's prepared chunks are gone or damaged: they are made again. */
class PreparedMissing extends Error {
  override readonly name = 'PreparedMissing';
  readonly revisionId: string;

  constructor(revisionId: string) {
    super(`No prepared chunks of revision ${revisionId}.`);
    this.revisionId = revisionId;
  }
}

async function somethingWaits(knowledgeId: string): Promise<boolean> {
  const waiting = await readWaiting(knowledgeId);
  return waiting !== null && waiting.additions.length + waiting.removals.length > 0;
}

async function publishWaiting(knowledgeId: string, run: JobRun): Promise<void> {
  run.signal.throwIfAborted();
  const waiting = await readWaiting(knowledgeId);
  if (waiting === null) return;
  const { knowledge, removals } = waiting;
  const additions = await keepPrepared(knowledge, waiting.additions);
  if (additions.length === 0 && removals.length === 0) return;
  try {
    await publishTogether(knowledge, additions, removals);
  } catch (error) {
    // The next round sees what has changed.
    if (error instanceof PublicationOvertaken) return;
    if (error instanceof PreparedMissing) await sendBackToIngestion([error.revisionId]);
    else await settleFailure(error, knowledge, additions, run);
  }
}

/** Sends back what was prepared for another generation than the one in force, or has lost its file. */
async function keepPrepared(knowledge: KnowledgeRow, additions: readonly Addition[]): Promise<Addition[]> {
  const kept: Addition[] = [];
  const lost: string[] = [];
  for (const addition of additions) {
    const there = await exists(preparedPath(knowledge.id, addition.revisionId, knowledge.generation));
    if (there) kept.push(addition);
    else lost.push(addition.revisionId);
  }
  if (lost.length > 0) await sendBackToIngestion(lost);
  return kept;
}

async function sendBackToIngestion(revisionIds: readonly string[]): Promise<void> {
  await transaction(async (tx) => {
    await sendBack(tx, revisionIds);
    await enqueueAll(
      tx,
      ingestDocumentJob,
      revisionIds.map((revisionId) => ({ data: { revisionId }, key: revisionId })),
    );
  });
}

async function publishTogether(
  knowledge: KnowledgeRow,
  additions: readonly Addition[],
  removals: readonly Removal[],
): Promise<void> {
  const served = removals.filter(({ serving }) => serving !== null);
  if (additions.length > 0 || served.length > 0) await publishSnapshot(knowledge, additions, served);
  if (removals.length > 0)
    await eraseDocuments(
      knowledge.id,
      removals.map(({ documentId }) => documentId),
    );
}

async function publishSnapshot(
  knowledge: KnowledgeRow,
  additions: readonly Addition[],
  removals: readonly Removal[],
): Promise<void> {
  const started = performance.now();
  const next = knowledge.snapshot + 1;
  const dimensions = await dimensionsOf(knowledge, additions);
  const index = await openIndex(knowledge.id, knowledge.generation, dimensions);
  try {
    await index.discardAfter(knowledge.snapshot);
    const writer = new ChunkWriter(index, knowledge.generation, next);
    const retired = [...additions.map(({ replaces }) => replaces), ...removals.map(({ serving }) => serving)];
    await index.retireRevisions(
      retired.filter((id) => id !== null),
      next,
    );
    for (const addition of additions) {
      const prepared = await readPrepared(knowledge.id, addition.revisionId, knowledge.generation);
      if (prepared === null) throw new PreparedMissing(addition.revisionId);
      await writer.add(addition, prepared);
    }
    await writer.flush();
    const chunkCount = await index.count(next);
    const indexMs = Math.round(performance.now() - started);
    await commitSnapshot({ knowledge, additions, removals, chunkCount, dimensions, indexMs }, (tx) =>
      enqueue(
        tx,
        optimizeIndexJob,
        { knowledgeId: knowledge.id },
        { key: knowledge.id, delaySeconds: optimizeAfterSeconds },
      ),
    );
  } finally {
    index.close();
  }
  for (const { revisionId } of additions) {
    await removePrepared(knowledge.id, revisionId, knowledge.generation);
  }
}

/** Vector length of the generation: as recorded, else that of the first revision to be published in it. */
async function dimensionsOf(knowledge: KnowledgeRow, additions: readonly Addition[]): Promise<number | null> {
  const recorded = await recordedDimensions(knowledge);
  if (recorded !== undefined) return recorded;
  for (const { revisionId } of additions) {
    const prepared = await readPrepared(knowledge.id, revisionId, knowledge.generation);
    const length = prepared?.vectors?.[0]?.length;
    if (length !== undefined) return length;
  }
  return null;
}

async function settleFailure(
  error: unknown,
  knowledge: KnowledgeRow,
  additions: readonly Addition[],
  run: JobRun,
): Promise<void> {
  const ids = additions.map(({ revisionId }) => revisionId);
  const failure = describeFailure(error, { knowledgeId: knowledge.id });
  if (additions.length > 1 && !isDiskFull(error)) {
    log.warn('a snapshot could not be made; trying its documents one by one', { knowledge: knowledge.name });
    await publishApart(knowledge.id, additions);
    return;
  }
  if (failure.passing && !run.lastTry) {
    await noteOnWaiting(ids, failure.reason);
    throw error;
  }
  await markFailed(prisma(), ids, failure.reason);
  if (ids.length === 0) throw error;
}

/** Finds the document that stands in the way of the others. */
async function publishApart(knowledgeId: string, additions: readonly Addition[]): Promise<void> {
  for (const addition of additions) {
    const now = await readWaiting(knowledgeId);
    const still = now?.additions.find(({ revisionId }) => revisionId === addition.revisionId);
    if (now === null || still === undefined) continue;
    try {
      await publishSnapshot(now.knowledge, [still], []);
    } catch (error) {
      if (isDiskFull(error)) throw error;
      if (error instanceof PublicationOvertaken) continue;
      if (error instanceof PreparedMissing) {
        await sendBackToIngestion([error.revisionId]);
        continue;
      }
      const { reason } = describeFailure(error, { revisionId: addition.revisionId });
      await markFailed(prisma(), [addition.revisionId], reason);
    }
  }
}
