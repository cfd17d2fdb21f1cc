/** Reads the rollups for dashboards: what people and programs asked; shadows and tries are not traffic. */
import { endpointCondition, type Reach } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import { measuredCounters } from './counters.ts';
import type { GroupBy, MetricsQuery } from './schemas.ts';

export type RollupQuery = Omit<MetricsQuery, 'from' | 'to' | 'groupBy'> & {
  from: Date;
  to: Date;
  groupBy: GroupBy;
  bucketSeconds: number;
  /** Where the reader may see dashboards. */
  reach: Reach | null;
};

const noEndpoint = 'NULL::text AS endpoint';
const noVersion = 'NULL::text AS model, NULL::int AS version';
const noArm = 'NULL::text AS arm';
const groupColumns: Record<GroupBy, string> = {
  none: `${noEndpoint}, ${noVersion}, ${noArm}`,
  endpoint: `endpoint_name AS endpoint, ${noVersion}, ${noArm}`,
  version: `endpoint_name AS endpoint, model_name AS model, model_version AS version, ${noArm}`,
  arm: `endpoint_name AS endpoint, ${noVersion}, arm`,
};

const filter = `minute >= $1 AND minute < $2 AND traffic = 'live'
  AND ($4::text IS NULL OR endpoint_name = $4)
  AND ($5::text IS NULL OR model_name = $5)
  AND ($6::int IS NULL OR model_version = $6)
  AND ($7::text IS NULL OR endpoint_name IN (SELECT name FROM endpoint WHERE environment = $7))`;

const timeBucket = `date_bin(make_interval(secs => $3), minute, $1::timestamptz)`;

interface Selection {
  condition: string;
  values: unknown[];
}

function selectionOf(query: RollupQuery): Selection {
  const values: unknown[] = [
    query.from,
    query.to,
    query.bucketSeconds,
    query.endpoint ?? null,
    query.model ?? null,
    query.version ?? null,
    query.environment ?? null,
  ];
  const reached = endpointCondition(query.reach, 'endpoint_name', (names) => `$${values.push(names)}`);
  return { condition: `${filter} AND ${reached}`, values };
}

export interface GroupedRow {
  at: Date;
  endpoint: string | null;
  model: string | null;
  version: number | null;
  arm: string | null;
}

const counterColumns = [
  ...(Object.keys(measuredCounters) as (keyof typeof measuredCounters)[]),
  'thumbs_up',
  'thumbs_down',
  'stars_sum',
  'stars_count',
] as const;

/** Sums come back as decimal strings, as PostgreSQL's bigint and numeric do. */
export type CounterSums = Record<(typeof counterColumns)[number], string>;

export const summedCounters = counterColumns.map((name) => `sum(${name})::text AS ${name}`).join(', ');

export type CounterRow = GroupedRow & CounterSums;

export async function readCounters(query: RollupQuery): Promise<CounterRow[]> {
  const { condition, values } = selectionOf(query);
  const result = await pool().query<CounterRow>(
    `SELECT ${timeBucket} AS at, ${groupColumns[query.groupBy]}, ${summedCounters}
     FROM metric_minute WHERE ${condition}
     GROUP BY 1, 2, 3, 4, 5 ORDER BY 1`,
    values,
  );
  return result.rows;
}

export interface SketchRow extends GroupedRow {
  metric: string;
  bucket: number;
  count: string;
}

export async function readSketches(query: RollupQuery): Promise<SketchRow[]> {
  const { condition, values } = selectionOf(query);
  const result = await pool().query<SketchRow>(
    `SELECT ${timeBucket} AS at, ${groupColumns[query.groupBy]}, metric, bucket, sum(count)::text AS count
     FROM metric_bucket WHERE ${condition}
     GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    values,
  );
  return result.rows;
}
