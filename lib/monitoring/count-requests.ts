import type { PoolClient } from 'pg';
import { bucketOf } from './sketch.ts';
import { type BucketRow, type MinuteRow, upsertBuckets, upsertMinutes } from './store.ts';

/** What a request adds to the rollups. */
export interface MeasuredRequest {
  at: Date;
  endpointName: string;
  /** `''` and 0 when no version was reached. */
  modelName: string;
  modelVersion: number;
  status: 'ok' | 'declined' | 'stopped' | 'error' | 'refused';
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Nano-dollars. */
  cost: bigint;
  totalMs: number;
  timeToFirstTokenMs: number | null;
  retrieveMs: number | null;
  generateMs: number | null;
}

const counterOf = {
  ok: null,
  declined: 'declined',
  stopped: 'stopped',
  error: 'errors',
  refused: 'refused',
} as const;

function minuteOf(at: Date): string {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString();
}

function emptyMinute(minute: string, request: MeasuredRequest): MinuteRow {
  return {
    minute,
    endpoint_name: request.endpointName,
    model_name: request.modelName,
    model_version: request.modelVersion,
    requests: 0,
    declined: 0,
    stopped: 0,
    errors: 0,
    refused: 0,
    input_tokens: 0,
    cached_input_tokens: 0,
    cache_write_tokens: 0,
    output_tokens: 0,
    reasoning_tokens: 0,
    cost: 0n,
  };
}

/** Adds requests to the per-minute counters and sketches, in the transaction that writes their rows. */
export async function countRequests(client: PoolClient, requests: readonly MeasuredRequest[]): Promise<void> {
  const minutes = new Map<string, MinuteRow>();
  const buckets = new Map<string, BucketRow>();
  for (const request of requests) {
    const minute = minuteOf(request.at);
    const series = `${minute}|${request.endpointName}|${request.modelName}|${request.modelVersion}`;
    const row = minutes.get(series) ?? emptyMinute(minute, request);
    minutes.set(series, row);
    addTo(row, request);
    // A refused request was never served: its latency would flatter the percentiles.
    if (request.status !== 'refused') addLatencies(buckets, series, row, request);
  }
  await upsertMinutes(client, [...minutes.values()]);
  await upsertBuckets(client, [...buckets.values()]);
}

function addTo(row: MinuteRow, request: MeasuredRequest): void {
  row.requests += 1;
  const counter = counterOf[request.status];
  if (counter !== null) row[counter] += 1;
  row.input_tokens += request.inputTokens;
  row.cached_input_tokens += request.cachedInputTokens;
  row.cache_write_tokens += request.cacheWriteTokens;
  row.output_tokens += request.outputTokens;
  row.reasoning_tokens += request.reasoningTokens;
  row.cost += request.cost;
}

function addLatencies(
  buckets: Map<string, BucketRow>,
  series: string,
  row: MinuteRow,
  request: MeasuredRequest,
): void {
  const measured = {
    total: request.totalMs,
    first_token: request.timeToFirstTokenMs,
    retrieve: request.retrieveMs,
    generate: request.generateMs,
  };
  for (const [metric, milliseconds] of Object.entries(measured)) {
    if (milliseconds === null) continue;
    const bucket = bucketOf(milliseconds);
    const key = `${series}|${metric}|${bucket}`;
    const known = buckets.get(key);
    if (known) known.count += 1;
    else {
      buckets.set(key, {
        minute: row.minute,
        endpoint_name: row.endpoint_name,
        model_name: row.model_name,
        model_version: row.model_version,
        metric,
        bucket,
        count: 1,
      });
    }
  }
}
