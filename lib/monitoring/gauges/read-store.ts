/** Reads values that something had at a moment, and their levels. */
import type { PoolClient } from 'pg';
import type { GaugeSegment } from './gauge-segments.ts';

export interface GaugeFilter {
  metric: string;
  figure: GaugeFigure;
  /** Follow each other. */
  segments: readonly GaugeSegment[];
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

/**
 * Figures: the columns of the levels that each is made of, the same of single values, and how they become one. Only what is asked
 * for, because the latest value of each group costs sorting them. Of several values of one moment, the names decide.
 */
const figures = {
  mean: { ofLevels: 'sum', ofValues: 'value AS sum', together: 'sum(sum) / sum(count)::float8' },
  min: { ofLevels: 'min', ofValues: 'value AS min', together: 'min(min)' },
  max: { ofLevels: 'max', ofValues: 'value AS max', together: 'max(max)' },
  last: {
    ofLevels: 'last, last_at',
    ofValues: 'value AS last, at AS last_at',
    together: '(array_agg(last ORDER BY last_at DESC, r.endpoint, r.subject))[1]',
  },
} as const;
export type GaugeFigure = keyof typeof figures;

function segmentSql({ level, from, to }: GaugeSegment, figure: GaugeFigure): string {
  const moment = (time: number) => `'${new Date(time).toISOString()}'::timestamptz`;
  const { ofLevels, ofValues } = figures[figure];
  return level === 'values'
    ? `SELECT endpoint, subject, metric_gauge.at AS start, 1::bigint AS count, ${ofValues} FROM metric_gauge
       WHERE metric_gauge.at >= ${moment(from)} AND metric_gauge.at < ${moment(to)}`
    : `SELECT endpoint, subject, start, count, ${ofLevels} FROM metric_gauge_period
       WHERE seconds = ${level} AND start >= ${moment(from)} AND start < ${moment(to)}`;
}

/** What is selected, as a table. */
function sourceOf({ metric, figure, segments, endpoint, subject, environment, reachSql }: GaugeFilter) {
  const values: unknown[] = [metric];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['metric = $1', `(${reachSql(bind)})`];
  if (endpoint !== undefined) conditions.push(`endpoint = ${bind(endpoint)}`);
  if (subject !== undefined) conditions.push(`subject = ${bind(subject)}`);
  if (environment !== undefined)
    conditions.push(`endpoint IN (SELECT name FROM endpoint e WHERE e.environment = ${bind(environment)})`);
  const parts = segments.map((segment) => `${segmentSql(segment, figure)} AND ${conditions.join(' AND ')}`);
  return { source: `(${parts.join(' UNION ALL ')}) AS r`, values, bind };
}

function groupSql(by: GaugeDimension | undefined): string {
  if (by === undefined) return 'NULL::text AS endpoint, NULL::text AS subject';
  return by === 'endpoint' ? 'r.endpoint, NULL::text AS subject' : 'r.endpoint, r.subject';
}

/** Totals, those with most samples first. */
export async function readGaugeTotals(
  client: PoolClient,
  filter: GaugeFilter,
  by: GaugeDimension | undefined,
  most: number,
): Promise<GaugeCell[]> {
  const { source, values, bind } = sourceOf(filter);
  const { rows } = await client.query<GaugeCell>(
    `SELECT ${groupSql(by)}, NULL::timestamptz AS at, sum(count)::text AS count, ${figures[filter.figure].together} AS value
     FROM ${source} GROUP BY 1, 2 ORDER BY sum(count) DESC, 1, 2 LIMIT ${bind(most)}`,
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
  const { source, values, bind } = sourceOf(filter);
  const [endpoints, subjects] = [
    groups.map(({ endpoint }) => endpoint),
    groups.map(({ subject }) => subject),
  ];
  const among = {
    none: () => 'true',
    endpoint: () => `r.endpoint = ANY(${bind(endpoints)}::text[])`,
    subject: () =>
      `(r.endpoint, r.subject) IN (SELECT * FROM unnest(${bind(endpoints)}::text[], ${bind(subjects)}::text[]))`,
  };
  const { rows } = await client.query<GaugeCell>(
    `SELECT ${groupSql(by)},
       date_bin(make_interval(secs => ${bind(stepSeconds)}), start, '1970-01-01T00:00:00Z'::timestamptz) AS at,
       sum(count)::text AS count, ${figures[filter.figure].together} AS value
     FROM ${source} WHERE ${among[by ?? 'none']()} GROUP BY 1, 2, 3 ORDER BY 3`,
    values,
  );
  return rows;
}
