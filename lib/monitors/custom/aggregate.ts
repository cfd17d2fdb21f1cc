import type { RowAggregation } from '../custom-schemas.ts';
import { FormulaError } from '../formula/formula-error.ts';
import type { FormulaType } from '../formula/functions.ts';
import type { ColumnValue } from '../profile-schemas.ts';
import { momentsOf, quantile } from '../statistics/moments.ts';

/** Throws `FormulaError` when values of a type cannot be aggregated so. */
export function assertAggregates(type: FormulaType, aggregation: RowAggregation): void {
  if (aggregation === 'count') return;
  if (aggregation === 'share') {
    if (type === 'boolean') return;
    throw new FormulaError('A share needs a formula that is true or false, such as latency > 2000.', 0);
  }
  if (type === 'number') return;
  throw new FormulaError(
    type === 'boolean'
      ? 'Values are true or false: take their share, or write if(condition, 1, 0).'
      : 'Values are texts, of which only a count can be made.',
    0,
  );
}

/**
 * One value of many; null when there is none. `total` is how many rows there are when only some were looked at: sums and counts
 * are scaled up to them.
 */
export function aggregateValues(
  values: readonly ColumnValue[],
  aggregation: RowAggregation,
  total: number = values.length,
): number | null {
  const present = values.filter((value) => value !== null);
  const scale = values.length === 0 ? 1 : total / values.length;
  if (aggregation === 'count') return Math.round(present.length * scale);
  if (present.length === 0) return null;
  if (aggregation === 'share') return present.filter((value) => value === true).length / present.length;
  const sorted = Float64Array.from(present, Number).sort();
  const result = ofNumbers(sorted, aggregation);
  const scaled = aggregation === 'sum' ? result * scale : result;
  return Number.isFinite(scaled) ? scaled : null;
}

function ofNumbers(sorted: Float64Array, aggregation: Exclude<RowAggregation, 'count' | 'share'>): number {
  switch (aggregation) {
    case 'mean':
      return momentsOf(sorted)?.mean ?? Number.NaN;
    case 'sum':
      return sorted.reduce((sum, value) => sum + value, 0);
    case 'min':
      return sorted[0] ?? Number.NaN;
    case 'max':
      return sorted.at(-1) ?? Number.NaN;
    default:
      return quantile(sorted, Number(aggregation.slice(1)) / 100);
  }
}
