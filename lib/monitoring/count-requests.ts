import type { PoolClient } from 'pg';
import {
  type ArmUnitRow,
  type BucketRow,
  insertUnits,
  type MinuteRow,
  upsertBuckets,
  upsertMinutes,
} from './counter-store.ts';
import { noCounts } from './counters.ts';
import { minuteOf, type Series, toSeriesKey } from './series.ts';
import { bucketOf } from './sketch.ts';
import { unitNumber } from './unit-number.ts';

/** What a request adds to the rollups. */
export interface MeasuredRequest extends Series {
  at: Date;
  status: 'ok' | 'declined' | 'stopped' | 'error' | 'refused';
  /** Another entity than the arm answered. */
  fallback: boolean;
  /** The answer came from the response cache. */
  cacheHit: boolean;
  /** Who was assigned; null when the request is its own unit. */
  unit: string | null;
  /** Likeness of a shadow's answer to the one shown, 0–1; null when there was nothing to compare. */
  similarity: number | null;
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

/** A batch's additions, and the unit of each row that may be new. */
interface Additions {
  minutes: Map<string, MinuteRow>;
  buckets: Map<string, BucketRow>;
  units: Map<string, { unit: ArmUnitRow; row: MinuteRow }>;
}

/**
 * Adds requests to the per-minute counters and sketches, in the transaction that writes their rows. `commit` is called
 * right behind the last statement, so that it need not wait for its answer.
 */
export async function countRequests(
  client: PoolClient,
  requests: readonly MeasuredRequest[],
  commit: () => Promise<void> = async () => undefined,
): Promise<void> {
  const additions: Additions = { minutes: new Map(), buckets: new Map(), units: new Map() };
  for (const request of requests) add(additions, request);
  const candidates = [...additions.units.values()].map(({ unit }) => unit);
  for (const fresh of await insertUnits(client, candidates)) {
    const found = additions.units.get(unitKey(fresh));
    if (found) found.row.units += 1;
  }
  await Promise.all([
    upsertMinutes(client, [...additions.minutes.values()]),
    upsertBuckets(client, [...additions.buckets.values()]),
    commit(),
  ]);
}

function add(additions: Additions, request: MeasuredRequest): void {
  const key = toSeriesKey(minuteOf(request.at), request);
  const series = Object.values(key).join('|');
  const row = additions.minutes.get(series) ?? { ...key, ...noCounts() };
  additions.minutes.set(series, row);
  addCounts(row, request);
  addUnit(additions.units, row, request);
  // A refused request was never served: its latency would flatter the percentiles.
  if (request.status !== 'refused') addLatencies(additions.buckets, series, key, request);
}

function addCounts(row: MinuteRow, request: MeasuredRequest): void {
  row.requests += 1;
  const counter = counterOf[request.status];
  if (counter !== null) row[counter] += 1;
  row.input_tokens += request.inputTokens;
  row.cached_input_tokens += request.cachedInputTokens;
  row.cache_write_tokens += request.cacheWriteTokens;
  row.output_tokens += request.outputTokens;
  row.reasoning_tokens += request.reasoningTokens;
  row.cost += request.cost;
  row.cost_squares += request.cost * request.cost;
  if (request.fallback) row.fallbacks += 1;
  if (request.cacheHit) row.cache_hits += 1;
  if (request.similarity !== null) {
    row.similarity_sum += request.similarity;
    row.similarity_squares += request.similarity ** 2;
    row.similarity_count += 1;
  }
}

/** Only live traffic is split between units; a shadow is chosen by request. */
function addUnit(units: Additions['units'], row: MinuteRow, request: MeasuredRequest): void {
  if (request.traffic !== 'live' || request.arm === '') return;
  if (request.unit === null) {
    row.units += 1;
    return;
  }
  const unit: ArmUnitRow = {
    endpoint_name: request.endpointName,
    config_number: request.configNumber,
    unit: unitNumber(request.unit).toString(),
    arm: request.arm,
  };
  if (!units.has(unitKey(unit))) units.set(unitKey(unit), { unit, row });
}

/** The primary key of `arm_unit`. */
function unitKey(row: ArmUnitRow): string {
  return `${row.endpoint_name}|${row.config_number}|${row.unit}`;
}

function addLatencies(
  buckets: Map<string, BucketRow>,
  series: string,
  key: ReturnType<typeof toSeriesKey>,
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
    const bucketKey = `${series}|${metric}|${bucket}`;
    const known = buckets.get(bucketKey);
    if (known) known.count += 1;
    else buckets.set(bucketKey, { ...key, metric, bucket, count: 1 });
  }
}
