import { replaceDocumentEvents, screenDocument } from '../../guardrails/index.ts';
import type { GuardHit } from '../../guardrails/schemas.ts';
import { enqueue, type JobRun } from '../../jobs/index.ts';
import { tryWithLock } from '../../platform/advisory-lock.ts';
import { prisma, transaction } from '../../platform/db.ts';
import { chunkDocument } from '../chunk-document.ts';
import { ingestDocumentJob, publishKnowledgeJob } from '../jobs.ts';
import type { ParsedDocument } from '../schemas.ts';
import { lockKnowledge } from '../store.ts';
import { embedChunks } from './embed-chunks.ts';
import { describeFailure } from './failure.ts';
import {
  beginAttempt,
  type Ingestion,
  loadIngestion,
  markFailed,
  markPrepared,
  markQuarantined,
  markWaiting,
  moveTo,
  returnAttempt,
} from './ingestion-store.ts';
import { parseRevision } from './parse-revision.ts';
import { writePrepared } from './prepared.ts';
import { IngestionStopped, StageWatch } from './stage-watch.ts';

/** A document that took its worker down this often, or failed in passing this often, is given up. */
const maxAttempts = 6;
const firstDelaySeconds = 3;

/**
 * Brings one revision from the queue to `indexing`. Safe to run any number of times: finished stages are found on disk,
 * and of two runs at once the second does nothing.
 */
export async function ingestDocument(data: { revisionId: string }, run: JobRun): Promise<void> {
  await tryWithLock(`revision/${data.revisionId}`, () => ingest(data.revisionId, run.signal));
}

async function ingest(revisionId: string, signal: AbortSignal): Promise<void> {
  const work = await loadIngestion(revisionId);
  if (work === null || !(await beginAttempt(revisionId))) return;
  if (work.attempts >= maxAttempts) {
    await markFailed(prisma(), [revisionId], givenUp(work));
    return;
  }
  const watch = new StageWatch(revisionId, signal);
  try {
    await runStages(work, watch);
  } catch (error) {
    await settleFailure(work, watch.signal.aborted ? watch.signal.reason : error, signal);
  } finally {
    watch.end();
  }
}

function givenUp(work: Ingestion): string {
  return `Given up after ${work.attempts} attempts that all ended early; this file may be more than this machine can take. Split it, or retry.`;
}

async function runStages(work: Ingestion, watch: StageWatch): Promise<void> {
  const { knowledge, revisionId } = work;
  const hooks = { signal: watch.signal, onProgress: (share: number) => watch.progress(share) };
  const parsed = await watch.stage('parse', () => parseRevision(knowledge.id, work, hooks));
  const hits = await watch.stage('screen', () => screen(work, parsed));
  await enter(revisionId, 'chunking');
  const chunks = await watch.stage('chunk', async () => chunkDocument(parsed, knowledge.chunking));
  let vectors: Float32Array[] | null = null;
  if (knowledge.embedding.kind !== 'none') {
    await enter(revisionId, 'embedding');
    vectors = await watch.stage('embed', () => embedChunks(knowledge.embedding, chunks, hooks));
  }
  watch.signal.throwIfAborted();
  await watch.stage('store', () =>
    writePrepared(knowledge.id, revisionId, knowledge.generation, { chunks, vectors }),
  );
  await handOver(work, { chunkCount: chunks.length, hits }, watch);
}

/** Instructions and hidden text in what was parsed, by the knowledge base's setting. */
async function screen({ knowledge, released }: Ingestion, { blocks }: ParsedDocument): Promise<GuardHit[]> {
  if (knowledge.screening === 'off' || released) return [];
  return screenDocument(blocks, knowledge.screening === 'quarantine' ? 'quarantined' : 'flagged');
}

async function enter(revisionId: string, state: 'chunking' | 'embedding'): Promise<void> {
  if (!(await moveTo(revisionId, state))) throw new IngestionStopped();
}

/** The publication that is asked for runs after the commit, so it finds this revision waiting. */
async function handOver(
  work: Ingestion,
  { chunkCount, hits }: { chunkCount: number; hits: readonly GuardHit[] },
  watch: StageWatch,
): Promise<void> {
  const { knowledge, documentId, documentName, revisionId } = work;
  const knowledgeId = knowledge.id;
  const held = hits.find(({ action }) => action === 'quarantined');
  await transaction(async (tx) => {
    await lockKnowledge(tx, knowledgeId, 'share');
    const facts = { chunkCount, stageMs: watch.stageMs };
    const taken = held
      ? await markQuarantined(tx, revisionId, { ...facts, error: quarantined(held) })
      : await markPrepared(tx, revisionId, facts);
    if (!taken) throw new IngestionStopped();
    if (!work.released) {
      const document = { id: documentId, name: documentName, revisionId };
      await replaceDocumentEvents(tx, { knowledge: knowledge.name, document, hits });
    }
    if (held) return;
    await enqueue(tx, publishKnowledgeJob, { knowledgeId }, { key: knowledgeId, group: knowledgeId });
  });
}

function quarantined({ kind }: GuardHit): string {
  return `Held back: it holds instructions to a model, or hidden text (${kind}). A reviewer can release it.`;
}

async function settleFailure(work: Ingestion, error: unknown, outer: AbortSignal): Promise<void> {
  if (error instanceof IngestionStopped) return;
  if (outer.aborted) {
    await returnAttempt(work.revisionId);
    throw error;
  }
  const failure = describeFailure(error, { revisionId: work.revisionId });
  const attempt = work.attempts + 1;
  if (!failure.passing || attempt >= maxAttempts) {
    await markFailed(prisma(), [work.revisionId], failure.reason);
    return;
  }
  await transaction(async (tx) => {
    if (!(await markWaiting(tx, work.revisionId, failure.reason))) return;
    const delaySeconds = firstDelaySeconds * 2 ** (attempt - 1);
    await enqueue(
      tx,
      ingestDocumentJob,
      { revisionId: work.revisionId },
      { key: work.revisionId, delaySeconds },
    );
  });
}
