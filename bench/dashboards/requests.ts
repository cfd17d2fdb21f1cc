/** What dashboards ask: each by the verb that its route calls, and as one statement over the rows themselves. */
import { systemCaller } from '../../lib/access/index.ts';
import { queryMetric, queryMetrics } from '../../lib/monitoring/index.ts';
import { type MetricQuery, metricQuerySchema, metricsQuerySchema } from '../../lib/monitoring/schemas.ts';

const hourMs = 3_600_000;
const caller = systemCaller('bench');

export interface Range {
  from: Date;
  to: Date;
}

export interface Asked {
  name: string;
  ask(): Promise<unknown>;
  /** The same over rows; absent where a neighbour stands for it. */
  raw?: {
    columns: string[];
    percentilesOf: string[];
    by: string[];
    where: string;
    range: Range;
    stepSeconds: number;
  };
}

const ranges = { '1 h': 1, '24 h': 24, '7 d': 168, '30 d': 720 } as const;
const stages = ['latency', 'first_token', 'queue', 'retrieve', 'generate', 'post_process'] as const;
type RangeName = keyof typeof ranges;
const steps: Record<RangeName, number> = { '1 h': 60, '24 h': 1800, '7 d': 10_800, '30 d': 43_200 };
/** Of all endpoints at once: what the overview chooses for so many groups. */
const stepsOfMany: Record<RangeName, number> = { '1 h': 60, '24 h': 3600, '7 d': 21_600, '30 d': 86_400 };

const overviewColumns = [
  'count(*)',
  "count(*) FILTER (WHERE status = 'error')",
  "count(*) FILTER (WHERE status = 'declined')",
  'sum(input_tokens)',
  'sum(output_tokens)',
  'sum(cost)',
];
const overviewTimes = ['total_ms', 'time_to_first_token_ms', 'retrieve_ms', 'generate_ms'];

export function requestsOf(end: Date): Asked[] {
  const rangeOf = (hours: number): Range => ({ from: new Date(end.getTime() - hours * hourMs), to: end });
  const iso = ({ from, to }: Range) => ({ from: from.toISOString(), to: to.toISOString() });
  const metric = (range: Range, query: Omit<MetricQuery, 'from' | 'to' | 'traffic'>) =>
    queryMetric(caller, metricQuerySchema.parse({ ...query, ...iso(range) }));
  const one = 'endpoint-0';
  return Object.entries(ranges).flatMap(([name, hours]): Asked[] => {
    const range = rangeOf(hours);
    const stepSeconds = steps[name as RangeName];
    const overview = (query: Record<string, string>) =>
      queryMetrics(caller, metricsQuerySchema.parse({ ...query, ...iso(range) }));
    const raw = { columns: overviewColumns, percentilesOf: overviewTimes, range, stepSeconds };
    const live = "traffic = 'live'";
    const ofOne = `${live} AND endpoint_name = '${one}'`;
    return [
      {
        name: `overview, ${name}`,
        ask: () => overview({}),
        raw: { ...raw, by: [], where: live },
      },
      {
        name: `overview by endpoint, ${name}`,
        ask: () => overview({ groupBy: 'endpoint' }),
        raw: { ...raw, by: ['endpoint_name'], where: live, stepSeconds: stepsOfMany[name as RangeName] },
      },
      {
        name: `one endpoint by version, ${name}`,
        ask: () => overview({ endpoint: one, groupBy: 'version' }),
        raw: { ...raw, by: ['model_name', 'model_version'], where: ofOne },
      },
      { name: `one endpoint by arm, ${name}`, ask: () => overview({ endpoint: one, groupBy: 'arm' }) },
      ...stages.map((stage) => ({
        name: `P95 of ${stage}, one endpoint, ${name}`,
        ask: () => metric(range, { metric: stage, aggregation: 'p95', endpoint: one, compare: 'previous' }),
      })),
      {
        name: `P99 of latency by version, ${name}`,
        ask: () =>
          metric(range, { metric: 'latency', aggregation: 'p99', groupBy: 'version', compare: 'previous' }),
        raw: {
          columns: [],
          percentilesOf: ['total_ms'],
          by: ['model_name', 'model_version'],
          where: live,
          range,
          stepSeconds,
        },
      },
      {
        name: `cost by model, ${name}`,
        ask: () =>
          metric(range, { metric: 'cost', aggregation: 'sum', groupBy: 'model', compare: 'previous' }),
        raw: {
          columns: ['sum(cost)'],
          percentilesOf: [],
          by: ['model_name'],
          where: live,
          range,
          stepSeconds,
        },
      },
      {
        name: `requests by arm, ${name}`,
        ask: () => metric(range, { metric: 'requests', aggregation: 'rate', groupBy: 'arm' }),
      },
      {
        name: `errors by kind, ${name}`,
        ask: () =>
          metric(range, {
            metric: 'errors_by_kind',
            aggregation: 'sum',
            groupBy: 'subject',
            compare: 'previous',
          }),
      },
      {
        name: `satisfaction by endpoint, ${name}`,
        ask: () => metric(range, { metric: 'satisfaction', aggregation: 'value', groupBy: 'endpoint' }),
      },
      {
        name: `share within 2 s, ${name}`,
        ask: () =>
          metric(range, { metric: 'latency', aggregation: 'share_at_most', threshold: 2000, step: 0 }),
      },
    ];
  });
}

export type Raw = NonNullable<Asked['raw']>;

/** The statement, for PostgreSQL over the rows or DuckDB over the file. */
export function rawSql(raw: Raw, dialect: 'postgres' | 'duckdb', source: string): string {
  const { columns, percentilesOf, by, where, range, stepSeconds } = raw;
  const percentiles = percentilesOf.map((column) =>
    dialect === 'postgres'
      ? `percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY ${column}) FILTER (WHERE status <> 'refused')`
      : `quantile_cont(${column}, [0.5, 0.95, 0.99]) FILTER (WHERE status <> 'refused')`,
  );
  const step =
    dialect === 'postgres'
      ? `date_bin('${stepSeconds} seconds', "at", '1970-01-01T00:00:00Z')`
      : `time_bucket(INTERVAL '${stepSeconds} seconds', "at", TIMESTAMPTZ '1970-01-01 00:00:00+00')`;
  const moment = (time: Date) => `TIMESTAMPTZ '${time.toISOString().replace('T', ' ').replace('Z', '+00')}'`;
  const selected = [step, ...by, ...columns, ...percentiles].map((column, index) => `${column} AS c${index}`);
  const keys = Array.from({ length: by.length + 1 }, (_, index) => index + 1);
  // Ids are times, and what the log is partitioned and sorted by.
  const byId =
    dialect === 'postgres'
      ? `id >= slipway_first_id_at(${moment(range.from)}) AND id < slipway_first_id_at(${moment(range.to)}) AND`
      : '';
  return `SELECT ${selected.join(', ')} FROM ${source} WHERE ${byId}
    "at" >= ${moment(range.from)} AND "at" < ${moment(range.to)} AND ${where} GROUP BY ${keys.join(', ')}`;
}
