/** Values that something had at a moment. */
import type { PoolClient } from 'pg';
import { pool } from '../platform/db.ts';
import type { GaugeSample } from './metric-schemas.ts';

/** Of one moment and subject the value written last counts. */
export async function insertGauges(samples: readonly GaugeSample[]): Promise<void> {
  await pool().query({
    name: 'insert-gauges',
    text: `INSERT INTO metric_gauge (metric, endpoint, subject, at, value)
      SELECT DISTINCT ON (metric, endpoint, subject, at) metric, endpoint, subject, at, value
      FROM jsonb_to_recordset($1)
        AS r (metric text, endpoint text, subject text, at timestamptz(3), value float8, place bigint)
      ORDER BY metric, endpoint, subject, at, place DESC
      ON CONFLICT (metric, endpoint, subject, at) DO UPDATE SET value = excluded.value`,
    values: [JSON.stringify(samples.map((sample, place) => ({ ...sample, place })))],
  });
}

export interface GaugeFilter {
  metric: string;
  figure: GaugeFigure;
  from: Date;
  to: Date;
  endpoint?: string | undefined;
  subject?: string | undefined;
  environment?: string | undefined;
  /** SQL on the column `endpoint`: what the reader may see. */
  reachSql(bind: (value: unknown) => string): string;
}

/** Subjects of two endpoints may be called the same, so whoever asks for subjects gets them by endpoint. */
export type GaugeDimension = 'endpoint' | 'subject';

/** Null where they are all together. */
export interface GaugeGroup {
  endpoint: string | null;
  subject: string | null;
}

export interface GaugeCell extends GaugeGroup {
  at: Date | null;
  count: string;
  value: number;
}

/** Only what is asked for: the latest value of each group costs sorting them. */
const figures = {
  mean: 'avg(value)',
  min: 'min(value)',
  max: 'max(value)',
  last: '(array_agg(value ORDER BY metric_gauge.at DESC))[1]',
} as const;
export type GaugeFigure = keyof typeof figures;

function selection(filter: GaugeFilter) {
  const values: unknown[] = [filter.metric, filter.from, filter.to];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    'metric = $1 AND metric_gauge.at >= $2 AND metric_gauge.at < $3',
    `(${filter.reachSql(bind)})`,
  ];
  if (filter.endpoint !== undefined) conditions.push(`endpoint = ${bind(filter.endpoint)}`);
  if (filter.subject !== undefined) conditions.push(`subject = ${bind(filter.subject)}`);
  if (filter.environment !== undefined)
    conditions.push(
      `endpoint IN (SELECT name FROM endpoint e WHERE e.environment = ${bind(filter.environment)})`,
    );
  return { condition: conditions.join(' AND '), values, bind };
}

function groupSql(by: GaugeDimension | undefined): string {
  if (by === undefined) return 'NULL::text AS endpoint, NULL::text AS subject';
  return by === 'endpoint' ? 'endpoint, NULL::text AS subject' : 'endpoint, subject';
}

/** Totals, those with most samples first. */
export async function readGaugeTotals(
  client: PoolClient,
  filter: GaugeFilter,
  by: GaugeDimension | undefined,
  most: number,
): Promise<GaugeCell[]> {
  const { condition, values, bind } = selection(filter);
  const { rows } = await client.query<GaugeCell>(
    `SELECT ${groupSql(by)}, NULL::timestamptz AS at, count(*)::text AS count, ${figures[filter.figure]} AS value
     FROM metric_gauge WHERE ${condition} GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT ${bind(most)}`,
    values,
  );
  return rows;
}

/** Of these groups, by time. */
export async function readGaugePoints(
  client: PoolClient,
  filter: GaugeFilter,
  by: GaugeDimension | undefined,
  stepSeconds: number,
  groups: readonly GaugeGroup[],
): Promise<GaugeCell[]> {
  const { condition, values, bind } = selection(filter);
  const [endpoints, subjects] = [
    groups.map(({ endpoint }) => endpoint),
    groups.map(({ subject }) => subject),
  ];
  const among = {
    none: () => 'true',
    endpoint: () => `endpoint = ANY(${bind(endpoints)}::text[])`,
    subject: () =>
      `(endpoint, subject) IN (SELECT * FROM unnest(${bind(endpoints)}::text[], ${bind(subjects)}::text[]))`,
  };
  const { rows } = await client.query<GaugeCell>(
    `SELECT ${groupSql(by)},
       date_bin(make_interval(secs => ${bind(stepSeconds)}), metric_gauge.at, '1970-01-01T00:00:00Z'::timestamptz) AS at,
       count(*)::text AS count, ${figures[filter.figure]} AS value
     FROM metric_gauge WHERE ${condition} AND ${among[by ?? 'none']()} GROUP BY 1, 2, 3 ORDER BY 3`,
    values,
  );
  return rows;
}
