/**
 * How far a column moved, and whether chance explains it. The rule:
 *
 * - Numbers with more than five distinct values: Kolmogorov–Smirnov gives the p-value, exact up to 10,000 values; the effect
 *   is the Wasserstein distance divided by the baseline's standard deviation.
 * - Categories, booleans and numbers with up to five distinct values: χ² gives the p-value, categories expected fewer than
 *   five times pooled, the pool with the next rarest until it is expected as often (Cochran 1954), Fisher's exact test when
 *   that leaves two of which one is rare; the effect is the Jensen–Shannon distance.
 * - Texts: the distance of their centres, see compare-vectors.ts, and compare-texts.ts where there is no embedding model.
 *
 * A change counts when the corrected p-value is small *and* the effect is at least 0.1. Up to about a thousand rows nothing
 * smaller is significant, so the test decides; of more, everything is, so the effect does. These are the two halves of
 * Evidently's published rule (docs.evidentlyai.com, "Data drift algorithm": tests up to 1,000 rows, Wasserstein and
 * Jensen–Shannon at 0.1 beyond, five distinct values as the bound) without its jump in between.
 */
import type { Comparison, Measures } from '../drift-schemas.ts';
import type { ColumnKind, ColumnValue } from '../profile-schemas.ts';
import { equalBins, quantileBins } from './binning.ts';
import { comparisonOfTexts } from './compare-texts.ts';
import { jensenShannon, populationStability, totalVariation } from './divergences.ts';
import { chiSquared, fisherExact, poolRare, smallestExpected } from './homogeneity.ts';
import { kolmogorovSmirnov, type TestResult } from './kolmogorov-smirnov.ts';
import { momentsOf } from './moments.ts';
import { countValues, sortedNumbers } from './profile-column.ts';
import { wasserstein } from './wasserstein.ts';

export type Columns = { baseline: readonly ColumnValue[]; current: readonly ColumnValue[] };

/** Numbers with no more distinct values than this are compared value by value. */
export const fewDistinct = 5;

export function compareColumn(kind: ColumnKind, { baseline, current }: Columns): Comparison {
  const a = countValues(baseline);
  const b = countValues(current);
  const rows = { baseline: sum(a.values()), current: sum(b.values()) };
  return {
    kind,
    rows,
    missing: compareMissing({ baseline, current }, rows),
    basis: null,
    ...compareValues(kind, { baseline, current }, [a, b]),
  };
}

function compareValues(
  kind: ColumnKind,
  { baseline, current }: Columns,
  [a, b]: readonly [ValueCounts, ValueCounts],
): Compared {
  if (kind === 'text') return comparisonOfTexts(baseline.filter(isText), current.filter(isText));
  return kind === 'number' && isContinuous(a, b)
    ? compareNumbers(sortedNumbers(baseline), sortedNumbers(current))
    : compareCounts(kind, a, b);
}

type ValueCounts = ReadonlyMap<number | string | boolean, number>;

function isContinuous(a: ValueCounts, b: ValueCounts): boolean {
  if (a.size > fewDistinct || b.size > fewDistinct) return true;
  return new Set([...a.keys(), ...b.keys()]).size > fewDistinct;
}

const isText = (value: ColumnValue): value is string => typeof value === 'string';

type Compared = Omit<Comparison, 'kind' | 'rows' | 'missing' | 'basis'>;

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

const nothing: TestResult = { statistic: 0, pValue: 1 };

function compareNumbers(a: Float64Array, b: Float64Array): Compared {
  const either = a.length === 0 || b.length === 0;
  const tested = either ? nothing : kolmogorovSmirnov(a, b);
  const distance = either ? 0 : wasserstein(a, b);
  const bins = quantileBins(a, b);
  const { edges, a: baseline, b: current } = equalBins(a, b);
  return {
    test: 'kolmogorov-smirnov',
    ...tested,
    effectMeasure: 'wasserstein',
    effect: bounded(distance / spreadOf(a)),
    measures: {
      kolmogorovSmirnov: tested.statistic,
      chiSquared: null,
      wasserstein: bounded(distance),
      ...divergences(bins.a, bins.b),
    },
    distributions: { edges, labels: null, baseline, current },
  };
}

/** What a move is measured in. Of a baseline that does not vary, its own size; of one that is zero, one. */
function spreadOf(sorted: Float64Array): number {
  const moments = momentsOf(sorted);
  if (moments === null) return 1;
  return moments.sd > Math.abs(moments.mean) * 1e-9 ? moments.sd : Math.abs(moments.mean) || 1;
}

const bounded = (value: number): number => (Number.isFinite(value) ? value : Number.MAX_VALUE);

/** Kinds of values shown; the rest is drawn as one. */
const labelsShown = 12;

function compareCounts(kind: ColumnKind, before: ValueCounts, now: ValueCounts): Compared {
  const [a, b] = [named(before), named(now)];
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort(
    (x, y) => total(y, a, b) - total(x, a, b) || (x < y ? -1 : 1),
  );
  const baseline = keys.map((key) => a.get(key) ?? 0);
  const current = keys.map((key) => b.get(key) ?? 0);
  const distance = jensenShannon(baseline, current);
  return {
    ...testCounts(baseline, current),
    effectMeasure: 'jensen-shannon',
    effect: distance,
    measures: {
      kolmogorovSmirnov: null,
      chiSquared: chiSquared(baseline, current).statistic,
      wasserstein: null,
      ...divergences(baseline, current),
    },
    distributions: drawn(kind, keys, baseline, current),
  };
}

const named = (counts: ValueCounts) => new Map([...counts].map(([value, count]) => [String(value), count]));

const total = (key: string, a: Map<string, number>, b: Map<string, number>) =>
  (a.get(key) ?? 0) + (b.get(key) ?? 0);

function testCounts(baseline: number[], current: number[]): TestResult & { test: Comparison['test'] } {
  const pooled = poolRare(baseline, current);
  const [a0, a1] = pooled.a;
  const [b0, b1] = pooled.b;
  const whole = [a0, a1, b0, b1];
  if (
    whole.every((n) => n !== undefined) &&
    pooled.a.length === 2 &&
    smallestExpected(pooled.a, pooled.b) < 5
  ) {
    return { test: 'fisher', ...fisherExact([a0 ?? 0, a1 ?? 0], [b0 ?? 0, b1 ?? 0]) };
  }
  const { statistic, pValue } = chiSquared(pooled.a, pooled.b);
  return { test: 'chi-squared', statistic, pValue };
}

function divergences(
  a: number[],
  b: number[],
): Pick<Measures, 'jensenShannon' | 'populationStability' | 'totalVariation'> {
  return {
    jensenShannon: jensenShannon(a, b),
    populationStability: populationStability(a, b),
    totalVariation: totalVariation(a, b),
  };
}

function drawn(kind: ColumnKind, keys: string[], a: number[], b: number[]): Comparison['distributions'] {
  const shown =
    kind === 'number' ? [...keys].sort((x, y) => Number(x) - Number(y)) : keys.slice(0, labelsShown);
  const pick = (counts: number[]) => shown.map((key) => counts[keys.indexOf(key)] ?? 0);
  const [baseline, current] = [pick(a), pick(b)];
  if (shown.length < keys.length) {
    shown.push('others');
    baseline.push(sum(a) - sum(baseline));
    current.push(sum(b) - sum(current));
  }
  return { edges: null, labels: shown, baseline, current };
}

function compareMissing({ baseline, current }: Columns, rows: Comparison['rows']): Comparison['missing'] {
  const a = [baseline.length - rows.baseline, rows.baseline] as const;
  const b = [current.length - rows.current, rows.current] as const;
  const none = baseline.length === 0 || current.length === 0;
  return {
    baseline: baseline.length === 0 ? 0 : a[0] / baseline.length,
    current: current.length === 0 ? 0 : b[0] / current.length,
    pValue: none ? 1 : smallestExpected(a, b) < 5 ? fisherExact(a, b).pValue : chiSquared(a, b).pValue,
  };
}
