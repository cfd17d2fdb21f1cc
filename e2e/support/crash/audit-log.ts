/** Compares what clients were told with the inference log, and the log with its rollups, straight in the database. */
import pg from 'pg';
import { placeOf } from '../../../lib/monitoring/rollups/measures.ts';
import { addSlices, sliceOf } from '../../../lib/monitoring/rollups/packed-sketches.ts';
import { SketchBuffer } from '../../../lib/monitoring/rollups/sketch-buffer.ts';
import type { Acknowledged } from './load.ts';

/** Nano-dollars for one token. */
export interface TokenPrices {
  input: number;
  output: number;
}

export interface Findings {
  rows: number;
  /** Acknowledged, not in the log. */
  missing: string[];
  /** In the log more than once. */
  double: string[];
  /** With another cost than the tokens told to the client make, or none. */
  wrongCost: string[];
  /** Minutes and series whose rollup differs from the rows, either way, in words. */
  rollups: string[];
}

// The rollups by minute against the rows they count; `$1` says how many latencies their sketches hold. A full join: a rollup without rows is as wrong as rows without one.
const rollupsSql = `
  WITH logged AS (
    SELECT date_trunc('minute', at) AS minute, endpoint_name, coalesce(config_number, 0) AS config_number,
           coalesce(intended_entity, '') AS arm, traffic,
           count(*) AS requests, sum(cost) AS cost, sum(input_tokens) AS input, sum(output_tokens) AS output,
           count(*) FILTER (WHERE status <> 'refused') AS measured
    FROM inference GROUP BY 1, 2, 3, 4, 5),
  counted AS (
    SELECT minute, endpoint_name, config_number, arm, traffic,
           sum(requests) AS requests, sum(cost) AS cost, sum(input_tokens) AS input, sum(output_tokens) AS output
    FROM metric_by_minute GROUP BY 1, 2, 3, 4, 5),
  bucketed AS (
    SELECT minute, endpoint_name, config_number, arm, traffic, sum(count) AS measured
    FROM jsonb_to_recordset($1) AS r (
      minute timestamptz, endpoint_name text, config_number int, arm text, traffic text, count int)
    GROUP BY 1, 2, 3, 4, 5)
  SELECT minute, endpoint_name,
         format('%s/%s requests, %s/%s cost, %s/%s input, %s/%s output, %s/%s latencies',
                l.requests, c.requests, l.cost, c.cost, l.input, c.input, l.output, c.output,
                l.measured, coalesce(b.measured, 0)) AS difference
  FROM logged l
  FULL JOIN counted c USING (minute, endpoint_name, config_number, arm, traffic)
  FULL JOIN bucketed b USING (minute, endpoint_name, config_number, arm, traffic)
  WHERE (l.requests, l.cost, l.input, l.output, l.measured)
        IS DISTINCT FROM (c.requests, c.cost, c.input, c.output, coalesce(b.measured, 0))
  ORDER BY minute`;

const sketchesSql = `
  SELECT r.start AS minute, endpoint_name, config_number, arm, traffic, sketches
  FROM (SELECT start, series, sketches FROM metric_live UNION ALL SELECT start, series, sketches FROM metric_minute) r
  JOIN metric_series s ON s.id = r.series WHERE sketches IS NOT NULL`;

/** How many latencies each row of the rollups holds. */
async function countLatencies(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ sketches: Buffer }>(sketchesSql);
  const buffer = new SketchBuffer();
  const counted = rows.map(({ sketches, ...key }) => {
    buffer.clear();
    addSlices(sliceOf(sketches, placeOf('latency')), buffer);
    return { ...key, count: buffer.total };
  });
  return JSON.stringify(counted);
}

interface LoggedRow {
  id: string;
  cost: string;
}

interface Difference {
  minute: Date;
  endpoint_name: string;
  difference: string;
}

export async function auditLog(
  databaseUrl: string,
  acknowledged: readonly Acknowledged[],
  prices: TokenPrices,
): Promise<Findings> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<LoggedRow>('SELECT id, cost::text AS cost FROM inference');
    const { rows: differences } = await client.query<Difference>(rollupsSql, [await countLatencies(client)]);
    const costs = new Map<string, string[]>();
    for (const { id, cost } of rows) costs.set(id, [...(costs.get(id) ?? []), cost]);
    const told = ({ inputTokens, outputTokens }: Acknowledged) =>
      BigInt(inputTokens) * BigInt(prices.input) + BigInt(outputTokens) * BigInt(prices.output);
    const ids = (wrong: (one: Acknowledged) => boolean) =>
      acknowledged.filter(wrong).map(({ requestId }) => requestId);
    return {
      rows: rows.length,
      missing: ids(({ requestId }) => !costs.has(requestId)),
      double: [...costs].filter(([, all]) => all.length > 1).map(([id]) => id),
      wrongCost: ids((one) => {
        const cost = costs.get(one.requestId)?.[0];
        return cost !== undefined && (BigInt(cost) !== told(one) || cost === '0');
      }),
      rollups: differences.map(
        ({ minute, endpoint_name, difference }) => `${minute.toISOString()} ${endpoint_name}: ${difference}`,
      ),
    };
  } finally {
    await client.end();
  }
}
