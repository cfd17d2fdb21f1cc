import type { PoolClient } from 'pg';
import { type GuardRecord, insertGuardEvents } from '../guardrails/index.ts';
import { type Settlement, settleUsage } from '../limits/index.ts';
import { countRequests, type MeasuredRequest } from '../monitoring/index.ts';
import { isConnectionError, isUniqueRefusal, pipelinedTransaction } from '../platform/db.ts';
import { GroupCommit } from '../platform/group-commit.ts';
import { featuresOf } from './features.ts';
import type { InferenceRecord } from './record.ts';
import { announceRecorded } from './recorded.ts';
import { type DescribedInference, insertInferences, insertMissingInferences } from './store.ts';
import { storesText } from './stores-text.ts';

function measured(record: DescribedInference): MeasuredRequest {
  const { features } = record;
  return {
    at: record.at,
    endpointName: record.endpoint.name,
    configNumber: record.endpoint.config ?? 0,
    arm: record.assigned?.entity ?? '',
    traffic: record.traffic,
    modelName: record.served?.model ?? '',
    modelVersion: record.served?.version ?? 0,
    status: record.status,
    fallback: fellBack(record),
    cacheHit: record.cache === 'hit',
    unit: record.assigned === null || record.assigned.unitKind === 'request' ? null : record.assigned.unit,
    similarity: record.shadow?.similarity ?? null,
    inputTokens: record.usage.input,
    cachedInputTokens: record.usage.cachedInput,
    cacheWriteTokens: record.usage.cacheWrite,
    outputTokens: record.usage.output,
    reasoningTokens: record.usage.reasoning,
    cost: record.cost,
    totalMs: record.totalMs,
    timeToFirstTokenMs: record.timeToFirstTokenMs,
    retrieveMs: record.retrieveMs,
    generateMs: record.generateMs,
    queueMs: features.queue_ms,
    postProcessMs: features.post_process_ms,
    retries: features.retries,
    errorCode: record.error?.code ?? null,
    guardrailHits: record.guardrails?.hits ?? [],
    language: features.language,
    questionChars: features.question_chars,
    answerChars: features.answer_chars,
    retrievalScore: features.retrieval_score,
    passages: features.passages,
    sentences: features.sentences,
    supportedSentences: features.supported_sentences,
  };
}

/** Where no text is stored, what guards found is counted without its words. */
function guarded({ requestId, at, endpoint, guardrails, storeText }: InferenceRecord): GuardRecord[] {
  if (!guardrails || guardrails.hits.length === 0) return [];
  const { policyNumber, hits } = guardrails;
  const shown = storeText === false ? hits.map((hit) => ({ ...hit, excerpt: '' })) : hits;
  return [{ requestId, at, endpoint: endpoint.name, policyNumber, hits: shown }];
}

/** Another entity than the intended one answered. */
function fellBack({ assigned, served }: InferenceRecord): boolean {
  return assigned !== null && served !== null && served.entity !== assigned.entity;
}

/** A request's row and what it used. */
interface Recording {
  record: DescribedInference;
  settlement: Settlement;
}

async function writeBatch(batch: readonly Recording[]): Promise<void> {
  const began = performance.now();
  const written = await writeNew(batch).catch((error: unknown) => {
    if (!isUniqueRefusal(error)) throw error;
    return writeMissing(batch);
  });
  const records = written.map(({ record }) => record);
  announceRecorded({ records, commitMs: performance.now() - began });
}

/** Rows, rollups, ledger and COMMIT travel together, since all ids are new but for the rarest of failures. */
async function writeNew(batch: readonly Recording[]): Promise<readonly Recording[]> {
  await pipelinedTransaction(async (client, commit) => {
    const records = batch.map(({ record }) => record);
    await Promise.all([insertInferences(client, records), countAndSettle(client, batch, commit)]);
  });
  return batch;
}

/** Waits for which rows are new before it counts them, and gives those. */
async function writeMissing(batch: readonly Recording[]): Promise<readonly Recording[]> {
  let fresh: readonly Recording[] = [];
  await pipelinedTransaction(async (client, commit) => {
    const records = batch.map(({ record }) => record);
    const inserted = new Set(await insertMissingInferences(client, records));
    // An id is counted once, also when a batch holds it twice or was committed before its acknowledgement got lost.
    fresh = batch.filter(({ record }) => inserted.delete(record.requestId));
    await countAndSettle(client, fresh, commit);
  });
  return fresh;
}

/** The rows of quotas are locked last: they are what requests of several processes have in common. */
async function countAndSettle(
  client: PoolClient,
  batch: readonly Recording[],
  commit: () => Promise<void>,
): Promise<void> {
  const records = batch.map(({ record }) => record);
  const settlements = batch.map(({ settlement }) => settlement);
  await Promise.all([
    insertGuardEvents(client, records.flatMap(guarded)),
    countRequests(client, records.map(measured), () => settleUsage(client, settlements, commit)),
  ]);
}

const commits = new GroupCommit<Recording>({ write: writeBatch, isTransient: isConnectionError });

const nothingUsed: Settlement = { entries: [], reservation: null };

/**
 * Resolves when the row, the rollups that count it and its entries in the ledger are durable. Writing one request id twice
 * keeps the first. Without a settlement nothing goes into the ledger.
 */
export async function recordInference(
  record: InferenceRecord,
  settlement: Settlement = nothingUsed,
): Promise<void> {
  const storeText = await storesText(record.endpoint.name);
  return commits.add({ record: { ...record, storeText, features: featuresOf(record) }, settlement });
}

/** Resolves when every row handed in so far is written. */
export function flushInferences(): Promise<void> {
  return commits.idle();
}
