import { countRequests, type MeasuredRequest } from '../monitoring/index.ts';
import { isConnectionError, isUniqueRefusal, pipelinedTransaction } from '../platform/db.ts';
import { GroupCommit } from '../platform/group-commit.ts';
import type { InferenceRecord } from './record.ts';
import { insertInferences, insertMissingInferences } from './store.ts';
import { storesText } from './stores-text.ts';

function measured(record: InferenceRecord): MeasuredRequest {
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
  };
}

/** Another entity than the intended one answered. */
function fellBack({ assigned, served }: InferenceRecord): boolean {
  return assigned !== null && served !== null && served.entity !== assigned.entity;
}

async function writeBatch(batch: readonly InferenceRecord[]): Promise<void> {
  try {
    await writeNew(batch);
  } catch (error) {
    if (!isUniqueRefusal(error)) throw error;
    await writeMissing(batch);
  }
}

/** Rows, rollups and COMMIT travel together, since all ids are new but for the rarest of failures. */
function writeNew(batch: readonly InferenceRecord[]): Promise<void> {
  return pipelinedTransaction(async (client, commit) => {
    await Promise.all([insertInferences(client, batch), countRequests(client, batch.map(measured), commit)]);
  });
}

/** Waits for which rows are new before it counts them. */
function writeMissing(batch: readonly InferenceRecord[]): Promise<void> {
  return pipelinedTransaction(async (client, commit) => {
    const inserted = new Set(await insertMissingInferences(client, batch));
    // An id is counted once, also when a batch holds it twice or was committed before its acknowledgement got lost.
    const fresh = batch.filter((record) => inserted.delete(record.requestId));
    await countRequests(client, fresh.map(measured), commit);
  });
}

const commits = new GroupCommit<InferenceRecord>({ write: writeBatch, isTransient: isConnectionError });

/** Resolves when the row and the rollups that count it are durable. Writing one request id twice keeps the first. */
export async function recordInference(record: InferenceRecord): Promise<void> {
  const storeText = await storesText(record.endpoint.name);
  return commits.add({ ...record, storeText });
}

/** Resolves when every row handed in so far is written. */
export function flushInferences(): Promise<void> {
  return commits.idle();
}
