/** What counting adds to writing the log: the same group commits with and without it, in turns. */

import { featuresOf } from '../../lib/inference/features.ts';
import { insertInferences } from '../../lib/inference/store.ts';
import { countRequests, type MeasuredRequest } from '../../lib/monitoring/index.ts';
import { base, toRecord } from '../../lib/monitoring/test-requests.ts';
import { pipelinedTransaction } from '../../lib/platform/db.ts';
import { percentile } from '../metrics.ts';

const rounds = 400;

export interface InsertCost {
  batch: number;
  /** Milliseconds of a commit, median. */
  without: number;
  with: number;
}

function records(batch: number, round: number) {
  return Array.from({ length: batch }, (_, index) => {
    const unit = round * batch + index;
    const record = {
      ...toRecord(`endpoint-${index % 4}`, { ...base, unit, kind: 'request', totalMs: 200 + (unit % 997) }),
      question: 'How do I take an endpoint back to its last good configuration?',
      output: 'Open the endpoint, choose the configuration and roll back. '.repeat(6),
      retrieveMs: 12 + (unit % 31),
      generateMs: 150 + (unit % 601),
    };
    return { ...record, features: featuresOf(record) };
  });
}

function measuredOf(record: ReturnType<typeof records>[number]): MeasuredRequest {
  const { features } = record;
  return {
    at: record.at,
    endpointName: record.endpoint.name,
    configNumber: 1,
    arm: record.assigned?.entity ?? '',
    traffic: record.traffic,
    modelName: 'guide',
    modelVersion: 1,
    status: record.status,
    fallback: false,
    cacheHit: false,
    unit: null,
    similarity: null,
    inputTokens: 800,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 120,
    reasoningTokens: 0,
    cost: 1_000_000n,
    totalMs: record.totalMs,
    timeToFirstTokenMs: record.timeToFirstTokenMs,
    retrieveMs: record.retrieveMs,
    generateMs: record.generateMs,
    queueMs: features.queue_ms ?? 1,
    postProcessMs: features.post_process_ms ?? 2,
    retries: 0,
    errorCode: null,
    guardrailHits: [],
    language: features.language,
    questionChars: features.question_chars,
    answerChars: features.answer_chars,
    retrievalScore: 0.8,
    passages: 8,
    sentences: 6,
    supportedSentences: 5,
  };
}

/** One commit of so many requests. */
async function commitOf(batch: number, round: number, counts: boolean): Promise<number> {
  const rows = records(batch, round);
  const started = performance.now();
  await pipelinedTransaction(async (client, commit) => {
    const inserted = insertInferences(client, rows);
    await Promise.all([inserted, counts ? countRequests(client, rows.map(measuredOf), commit) : commit()]);
  });
  return performance.now() - started;
}

export async function insertCost(batch: number): Promise<InsertCost> {
  const times = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const arms = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
    for (const arm of arms) times[arm].push(await commitOf(batch, round, arm === 'with'));
  }
  return { batch, with: percentile(times.with, 0.5), without: percentile(times.without, 0.5) };
}
