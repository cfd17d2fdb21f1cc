import { readMetric } from '../../monitoring/index.ts';
import { type CustomKind, type RowAggregation, rowAggregations } from '../custom-schemas.ts';
import { compileDerivedFormula, type Source, sourceKey } from '../formula/derived-formula.ts';
import { compileRowFormula } from '../formula/row-formula.ts';
import { sampleRows } from '../rows/rows-store.ts';
import type { Window } from '../schedule/windows-store.ts';
import { aggregateValues } from './aggregate.ts';

export interface Computable {
  endpointName: string;
  name: string;
  kind: string;
  formula: string;
  aggregation: string | null;
}

/** Rows a metric looks at in one window; sums and counts of more are scaled up. */
const rowsRead = 50_000;

export interface Computed {
  value: number | null;
  rows: number;
  withValue: number;
}

/** The value of a metric in a window. `others` are all custom metrics of its endpoint. Throws `FormulaError`. */
export async function computeValue(
  metric: Computable,
  others: readonly Computable[],
  window: Window,
): Promise<Computed> {
  return computeOnce(metric, { others, window, known: new Map() });
}

interface Around {
  others: readonly Computable[];
  window: Window;
  /** Values of other custom metrics in the window: each is computed once, by however many ways it is reached. */
  known: Map<string, number | null>;
}

async function computeOnce(metric: Computable, around: Around): Promise<Computed> {
  const kind: CustomKind = metric.kind === 'row' ? 'row' : 'derived';
  return kind === 'row' ? computeRows(metric, around.window) : computeDerived(metric, around);
}

async function computeRows(
  { endpointName, formula, aggregation }: Computable,
  { start, end }: Window,
): Promise<Computed> {
  const { columns, evaluate } = compileRowFormula(formula);
  const range = { endpoint: endpointName, from: start, to: end };
  const { total, rows } = await sampleRows(range, { columns }, { size: rowsRead });
  const values = rows.map((row) => evaluate(row.values));
  return {
    value: aggregateValues(values, asAggregation(aggregation), total),
    rows: rows.length,
    withValue: values.filter((value) => value !== null).length,
  };
}

const asAggregation = (aggregation: string | null): RowAggregation =>
  rowAggregations.find((known) => known === aggregation) ?? 'mean';

async function computeDerived(metric: Computable, around: Around): Promise<Computed> {
  const { sources, evaluate } = compileDerivedFormula(metric.formula);
  const values = new Map<string, number | null>();
  for (const source of sources) values.set(sourceKey(source), await valueOfSource(source, metric, around));
  const value = evaluate((source) => values.get(sourceKey(source)) ?? null);
  const withValue = [...values.values()].filter((found) => found !== null).length;
  return { value, rows: values.size, withValue };
}

async function valueOfSource(
  source: Source,
  { endpointName }: Computable,
  around: Around,
): Promise<number | null> {
  if (source.kind === 'metric') {
    const { total } = await readMetric({
      metric: source.metric,
      aggregation: source.aggregation,
      endpoint: endpointName,
      traffic: 'live',
      from: around.window.start.toISOString(),
      to: around.window.end.toISOString(),
      step: 0,
    });
    return total.value;
  }
  const known = around.known.get(source.name);
  if (known !== undefined) return known;
  const other = around.others.find(({ name }) => name === source.name);
  const value = other === undefined ? null : (await computeOnce(other, around)).value;
  around.known.set(source.name, value);
  return value;
}
