import { assertMayAt, type Caller, mayAt } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Trial, TryCustom } from '../custom-schemas.ts';
import { compileRowFormula } from '../formula/row-formula.ts';
import { environmentOf } from '../monitor/monitor-store.ts';
import type { ColumnValue } from '../profile-schemas.ts';
import { newestRows } from '../rows/rows-store.ts';
import { aggregateValues } from './aggregate.ts';
import { problemOf } from './check-custom.ts';
import { computeValue } from './compute-value.ts';
import { metricsOf } from './custom-store.ts';

const rowsTried = 1000;
const samplesShown = 8;

/**
 * What a formula gives before it is saved: over the newest rows, or over the last 24 hours of metrics. Single rows are shown to
 * whoever may read requests there.
 */
export async function tryCustomMetric(caller: Caller, input: TryCustom): Promise<Trial> {
  const { endpoint } = input;
  const environment = await environmentOf(endpoint);
  const place = { kind: 'endpoint', name: endpoint, environment } as const;
  assertMayAt(caller, 'monitors.write', place);
  if (environment === null) throw notFound(`The endpoint "${endpoint}"`);
  const others = await metricsOf(endpoint);
  const problem = problemOf(input, others);
  if (problem !== null) return { problem, value: null, rows: 0, withValue: 0, samples: [] };
  if (input.kind === 'row') return tryRows(input, mayAt(caller, 'inferences.read', place));
  const now = Date.now();
  const day = { start: new Date(now - 86_400_000), end: new Date(now) };
  const computed = await computeValue({ ...input, endpointName: endpoint }, others, day);
  return { problem: null, ...computed, samples: [] };
}

async function tryRows({ endpoint, formula, aggregation }: TryCustom, shown: boolean): Promise<Trial> {
  const { columns, evaluate } = compileRowFormula(formula);
  const rows = await newestRows(endpoint, columns, rowsTried);
  const values = rows.map((row) => evaluate(row.values));
  return {
    problem: null,
    value: aggregateValues(values, aggregation ?? 'mean'),
    rows: rows.length,
    withValue: values.filter((value) => value !== null).length,
    samples: rows.slice(0, shown ? samplesShown : 0).map((row, i) => ({
      requestId: row.id,
      inputs: Object.fromEntries(columns.map((key) => [key, toCell(row.values[key])])),
      value: values[i] ?? null,
    })),
  };
}

function toCell(value: unknown): ColumnValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}
