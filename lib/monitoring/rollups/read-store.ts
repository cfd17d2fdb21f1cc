/** Reads the levels and what was not moved into them yet, in one snapshot, so that nothing counts twice or not at all. */
import pg, { type PoolClient } from 'pg';
import { endpointCondition, type Reach } from '../../access/index.ts';
import { pgTransaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { ReadingPlan, Segment } from './levels.ts';
import type { CounterName, DistributionName, TallyName } from './measures.ts';
import { cutSql, headerSql, Strung } from './packed-sketches.ts';
import type { SeriesKey } from './series.ts';

/** Which series a reading is about; all where nothing is said. */
export interface SeriesFilter {
  environment?: string | undefined;
  endpoint?: string | undefined;
  model?: string | undefined;
  version?: number | undefined;
  arm?: string | undefined;
  configuration?: number | undefined;
  traffic?: string | undefined;
  /** Where the reader may see dashboards. */
  reach: Reach | null;
}

export type NumberedSeries = SeriesKey & { id: number };

/** No reading of a page takes longer, and PostgreSQL works no longer for it. */
const mostMs = 20_000;
/** SQLSTATE of a statement that was stopped. */
const canceled = '57014';

/** Everything `read` asks for is of one moment. Throws `unprocessable` when a statement takes longer than `timeoutMs`. */
export async function inSnapshot<T>(
  read: (client: PoolClient) => Promise<T>,
  timeoutMs = mostMs,
): Promise<T> {
  try {
    return await pgTransaction(async (client) => {
      // Compiling a statement, or starting workers for it, takes longer than running it; and a page asks many at once. Sketches are
      // too large to be sorted in the memory that a statement has.
      await client.query(
        `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off;
         SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL work_mem = '32MB'; SET LOCAL statement_timeout = ${timeoutMs}`,
      );
      return read(client);
    });
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== canceled) throw error;
    throw new AppError(
      'unprocessable',
      `This reads more than ${timeoutMs / 1000} seconds allow. Choose a shorter time range or one endpoint.`,
      { reason: 'too_many_rows', cause: error },
    );
  }
}

export async function findSeries(client: PoolClient, filter: SeriesFilter): Promise<NumberedSeries[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [endpointCondition(filter.reach, 'endpoint_name', bind)];
  const equal = (column: keyof SeriesKey, value: string | number | undefined) => {
    if (value !== undefined) conditions.push(`${column} = ${bind(value)}`);
  };
  equal('endpoint_name', filter.endpoint);
  equal('model_name', filter.model);
  equal('model_version', filter.version);
  equal('arm', filter.arm);
  equal('config_number', filter.configuration);
  equal('traffic', filter.traffic);
  if (filter.environment !== undefined)
    conditions.push(
      `endpoint_name IN (SELECT name FROM endpoint WHERE environment = ${bind(filter.environment)})`,
    );
  const { rows } = await client.query<NumberedSeries>(
    `SELECT id, endpoint_name, config_number, arm, traffic, model_name, model_version
     FROM metric_series WHERE ${conditions.join(' AND ')} ORDER BY id`,
    values,
  );
  return rows;
}

/** Series by the number of the group they count for. */
export interface Grouping {
  series: number[];
  groups: number[];
}

/** `$1` series, `$2` their groups, `$3` and `$4` the range. */
function sourceSql(segments: readonly Segment[], columns: string): string {
  const among = 'series = ANY($1::int[])';
  const moment = (time: number) => `'${new Date(time).toISOString()}'::timestamptz`;
  const parts = segments.map(({ level, from, to }) => {
    const table = level === 60 ? 'metric_minute WHERE' : `metric_period WHERE seconds = ${level} AND`;
    return `SELECT start, series, ${columns} FROM ${table} start >= ${moment(from)} AND start < ${moment(to)} AND ${among}`;
  });
  const live = `SELECT start, series, ${columns} FROM metric_live WHERE start >= $3 AND start < $4 AND ${among}`;
  return `(${[...parts, live].join(' UNION ALL ')}) AS r
    JOIN unnest($1::int[], $2::int[]) AS g (series, grp) USING (series)`;
}

function valuesOf(plan: ReadingPlan, { series, groups }: Grouping): unknown[] {
  return [series, groups, new Date(plan.from), new Date(plan.to)];
}

function stepSql({ stepSeconds }: ReadingPlan): string {
  return stepSeconds === 0
    ? 'NULL::timestamptz'
    : `date_bin('${stepSeconds} seconds', start, '1970-01-01T00:00:00Z'::timestamptz)`;
}

/** What a group counted in a step; `at` is null when only totals were asked for. */
export interface Cell {
  grp: number;
  at: Date | null;
  /** Decimal strings; null for nothing. */
  counters: Partial<Record<CounterName, string | null>>;
  /** The distributions that were asked for; null for nothing. */
  sketches: Strung | null;
}

type CellRow = Omit<Cell, 'counters' | 'sketches'> & Cell['counters'] & { sketches?: string | null };

/** By group, then by time. */
export async function readCells(
  client: PoolClient,
  plan: ReadingPlan,
  grouping: Grouping,
  wanted: { counters: readonly CounterName[]; distributions: readonly DistributionName[] },
): Promise<Cell[]> {
  const { counters, distributions } = wanted;
  const packed = distributions.length === 0 ? [] : ['sketches', `${headerSql('sketches')} AS header`];
  const cut = () => cutSql('sketches', 'header', distributions);
  const sums = [
    ...counters.map((name) => `sum(${name})::text AS ${name}`),
    // A third smaller on its way than the hexadecimal that PostgreSQL writes bytes in.
    ...(packed.length === 0 ? [] : [`encode(string_agg(${cut()}, ''::bytea), 'base64') AS sketches`]),
  ];
  const { rows } = await client.query<CellRow>(
    `SELECT grp, ${stepSql(plan)} AS at, ${sums.join(', ')}
     FROM ${sourceSql(plan.segments, [...counters, ...packed].join(', '))} GROUP BY 1, 2 ORDER BY 1, 2`,
    valuesOf(plan, grouping),
  );
  return rows.map((row) => ({
    grp: row.grp,
    at: row.at,
    counters: row,
    sketches: row.sketches ? new Strung(Buffer.from(row.sketches, 'base64'), distributions) : null,
  }));
}

/** How many requests each group had. */
export async function readWeights(
  client: PoolClient,
  plan: ReadingPlan,
  grouping: Grouping,
): Promise<Map<number, number>> {
  const { rows } = await client.query<{ grp: number; weight: string | null }>(
    `SELECT grp, sum(requests)::text AS weight FROM ${sourceSql(plan.segments, 'requests')} GROUP BY 1`,
    valuesOf(plan, grouping),
  );
  return new Map(rows.map(({ grp, weight }) => [grp, Number(weight ?? 0)]));
}

export interface TallyCell {
  grp: number;
  at: Date | null;
  kind: string;
  /** Decimal string. */
  count: string;
}

/** Without kinds that were taken back. */
export async function readTallies(
  client: PoolClient,
  plan: ReadingPlan,
  grouping: Grouping,
  tally: TallyName,
): Promise<TallyCell[]> {
  const { rows } = await client.query<TallyCell>(
    `SELECT grp, ${stepSql(plan)} AS at, kind, sum(n::bigint)::text AS count
     FROM ${sourceSql(plan.segments, tally)} CROSS JOIN LATERAL jsonb_each_text(r.${tally}) AS t (kind, n)
     GROUP BY 1, 2, 3 HAVING sum(n::bigint) <> 0 ORDER BY 1, 2`,
    valuesOf(plan, grouping),
  );
  return rows;
}
