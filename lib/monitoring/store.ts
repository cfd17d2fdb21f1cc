import type { PoolClient } from 'pg';
import { pool } from '../platform/db.ts';
import type { GroupBy, MetricsQuery } from './schemas.ts';

export interface SeriesKey {
  minute: string;
  endpoint_name: string;
  model_name: string;
  model_version: number;
}

export interface MinuteRow extends SeriesKey {
  requests: number;
  declined: number;
  stopped: number;
  errors: number;
  refused: number;
  input_tokens: number;
  cached_input_tokens: number;
  cache_write_tokens: number;
  output_tokens: number;
  reasoning_tokens: number;
  cost: bigint;
}

export interface BucketRow extends SeriesKey {
  metric: string;
  bucket: number;
  count: number;
}

function asJson(rows: readonly unknown[]): string {
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

const seriesKey = 'minute, endpoint_name, model_name, model_version';
const counters = [
  'requests',
  'declined',
  'stopped',
  'errors',
  'refused',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost',
] as const;

const columnTypes = `minute timestamptz, endpoint_name text, model_name text, model_version int`;

const upsertMinutesSql = `
  INSERT INTO metric_minute (${seriesKey}, ${counters.join(', ')})
  SELECT ${seriesKey}, ${counters.join(', ')}
  FROM jsonb_to_recordset($1) AS r (${columnTypes}, ${counters.map((name) => `${name} bigint`).join(', ')})
  -- One order for every writer, or two batches could wait for each other's rows.
  ORDER BY ${seriesKey}
  ON CONFLICT (${seriesKey}) DO UPDATE SET
  ${counters.map((name) => `${name} = metric_minute.${name} + excluded.${name}`).join(', ')}`;

const upsertBucketsSql = `
  INSERT INTO metric_bucket (${seriesKey}, metric, bucket, count)
  SELECT ${seriesKey}, metric, bucket, count
  FROM jsonb_to_recordset($1) AS r (${columnTypes}, metric text, bucket int, count int)
  ORDER BY ${seriesKey}, metric, bucket
  ON CONFLICT (${seriesKey}, metric, bucket) DO UPDATE SET count = metric_bucket.count + excluded.count`;

export async function upsertMinutes(client: PoolClient, rows: readonly MinuteRow[]): Promise<void> {
  await client.query({ name: 'upsert-metric-minutes', text: upsertMinutesSql, values: [asJson(rows)] });
}

export async function upsertBuckets(client: PoolClient, rows: readonly BucketRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({ name: 'upsert-metric-buckets', text: upsertBucketsSql, values: [asJson(rows)] });
}

export async function addFeedbackCounts(
  client: PoolClient,
  change: {
    minute: Date;
    endpointName: string;
    modelName: string;
    modelVersion: number;
    thumbsUp: number;
    thumbsDown: number;
    starsSum: number;
    starsCount: number;
  },
): Promise<void> {
  await client.query(
    `INSERT INTO metric_minute (${seriesKey}, thumbs_up, thumbs_down, stars_sum, stars_count)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (${seriesKey}) DO UPDATE SET
       thumbs_up = metric_minute.thumbs_up + excluded.thumbs_up,
       thumbs_down = metric_minute.thumbs_down + excluded.thumbs_down,
       stars_sum = metric_minute.stars_sum + excluded.stars_sum,
       stars_count = metric_minute.stars_count + excluded.stars_count`,
    [
      change.minute,
      change.endpointName,
      change.modelName,
      change.modelVersion,
      change.thumbsUp,
      change.thumbsDown,
      change.starsSum,
      change.starsCount,
    ],
  );
}

export type RollupQuery = Omit<MetricsQuery, 'from' | 'to' | 'groupBy'> & {
  from: Date;
  to: Date;
  groupBy: GroupBy;
  bucketSeconds: number;
};

const groupColumns: Record<GroupBy, string> = {
  none: `NULL::text AS endpoint, NULL::text AS model, NULL::int AS version`,
  endpoint: `endpoint_name AS endpoint, NULL::text AS model, NULL::int AS version`,
  version: `endpoint_name AS endpoint, model_name AS model, model_version AS version`,
};

const rangeFilter = `minute >= $1 AND minute < $2
  AND ($4::text IS NULL OR endpoint_name = $4)
  AND ($5::text IS NULL OR model_name = $5)
  AND ($6::int IS NULL OR model_version = $6)`;

const timeBucket = `date_bin(make_interval(secs => $3), minute, $1::timestamptz)`;

function values(query: RollupQuery): unknown[] {
  return [
    query.from,
    query.to,
    query.bucketSeconds,
    query.endpoint ?? null,
    query.model ?? null,
    query.version ?? null,
  ];
}

interface GroupedRow {
  at: Date;
  endpoint: string | null;
  model: string | null;
  version: number | null;
}

/** Sums come back as decimal strings, as PostgreSQL's bigint and numeric do. */
export interface CounterRow extends GroupedRow {
  requests: string;
  declined: string;
  stopped: string;
  errors: string;
  refused: string;
  input_tokens: string;
  cached_input_tokens: string;
  cache_write_tokens: string;
  output_tokens: string;
  reasoning_tokens: string;
  cost: string;
  thumbs_up: string;
  thumbs_down: string;
  stars_sum: string;
  stars_count: string;
}

export async function readCounters(query: RollupQuery): Promise<CounterRow[]> {
  const summed = [...counters, 'thumbs_up', 'thumbs_down', 'stars_sum', 'stars_count'];
  const result = await pool().query<CounterRow>(
    `SELECT ${timeBucket} AS at, ${groupColumns[query.groupBy]},
       ${summed.map((name) => `sum(${name})::text AS ${name}`).join(', ')}
     FROM metric_minute WHERE ${rangeFilter}
     GROUP BY 1, 2, 3, 4 ORDER BY 1`,
    values(query),
  );
  return result.rows;
}

export interface SketchRow extends GroupedRow {
  metric: string;
  bucket: number;
  count: string;
}

export async function readSketches(query: RollupQuery): Promise<SketchRow[]> {
  const result = await pool().query<SketchRow>(
    `SELECT ${timeBucket} AS at, ${groupColumns[query.groupBy]}, metric, bucket, sum(count)::text AS count
     FROM metric_bucket WHERE ${rangeFilter}
     GROUP BY 1, 2, 3, 4, 5, 6`,
    values(query),
  );
  return result.rows;
}
