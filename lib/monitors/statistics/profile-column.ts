import type {
  ColumnKind,
  ColumnProfile,
  ColumnValue,
  NumbersProfile,
  quantileNames,
} from '../profile-schemas.ts';
import { momentsOf, quantile } from './moments.ts';

/** Values told apart by name; the rest only counts. */
const frequentKept = 20;

/** Beyond it squares overflow; nothing that is measured comes near. */
const largest = 1e100;

/** Numbers that can be reckoned with among the values, sorted. */
export function sortedNumbers(values: readonly ColumnValue[]): Float64Array {
  return Float64Array.from(
    values.filter((value) => typeof value === 'number' && Math.abs(value) <= largest),
  ).sort();
}

/** Rows by value; nulls and what is no finite number are left out. */
export function countValues(values: readonly ColumnValue[]): Map<number | string | boolean, number> {
  const counts = new Map<number | string | boolean, number>();
  for (const value of values) {
    if (value !== null && !isNotFinite(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

const isNotFinite = (value: ColumnValue): boolean =>
  typeof value === 'number' && !(Math.abs(value) <= largest);

/** Never NaN: what cannot be said of no value at all is null. */
export function profileColumn(kind: ColumnKind, values: readonly ColumnValue[]): ColumnProfile {
  const counts = countValues(values);
  return {
    kind,
    count: values.length,
    nulls: values.filter((value) => value === null).length,
    notFinite: values.filter(isNotFinite).length,
    distinct: counts.size,
    numbers: kind === 'number' ? profileNumbers(sortedNumbers(values)) : null,
    lengths: kind === 'category' || kind === 'text' ? profileLengths(values) : null,
    frequent: kind === 'text' ? [] : mostFrequent(counts),
  };
}

/** Most frequent first, ties by name. What occurs once is not frequent, unless there are few values at all. */
function mostFrequent(counts: Map<number | string | boolean, number>): ColumnProfile['frequent'] {
  const least = counts.size <= frequentKept ? 1 : 2;
  return [...counts]
    .filter(([, count]) => count >= least)
    .map(([value, count]) => ({ value: String(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, frequentKept);
}

function profileNumbers(sorted: Float64Array): NumbersProfile | null {
  const moments = momentsOf(sorted);
  if (moments === null) return null;
  const at = (q: (typeof quantileNames)[number]) => quantile(sorted, Number(q.slice(1)) / 100);
  return {
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    mean: moments.mean,
    sd: moments.sd,
    quantiles: {
      p1: at('p1'),
      p5: at('p5'),
      p25: at('p25'),
      p50: at('p50'),
      p75: at('p75'),
      p95: at('p95'),
      p99: at('p99'),
    },
  };
}

function profileLengths(values: readonly ColumnValue[]): ColumnProfile['lengths'] {
  const lengths = values.flatMap((value) => (typeof value === 'string' ? [[...value].length] : []));
  const moments = momentsOf(lengths);
  if (moments === null) return null;
  const ends = lengths.reduce(({ min, max }, n) => ({ min: Math.min(min, n), max: Math.max(max, n) }), {
    min: Number.POSITIVE_INFINITY,
    max: 0,
  });
  return { ...ends, mean: moments.mean };
}
