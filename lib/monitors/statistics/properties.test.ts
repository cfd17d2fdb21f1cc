import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison, Thresholds } from '../drift-schemas.ts';
import type { ColumnKind, ColumnValue } from '../profile-schemas.ts';
import { compareColumn } from './compare-column.ts';
import { adjust, corrections } from './corrections.ts';
import { jensenShannon, populationStability, totalVariation } from './divergences.ts';
import { chiSquared } from './homogeneity.ts';
import { judgeColumns } from './judge-columns.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovTail } from './kolmogorov-smirnov.ts';
import { momentsOf } from './moments.ts';
import { profileColumn } from './profile-column.ts';
import { wasserstein } from './wasserstein.ts';

const sample = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((values) => Float64Array.from(values).sort());
const counts = fc
  .integer({ min: 2, max: 8 })
  .chain((length) =>
    fc.tuple(
      ...[0, 1].map(() =>
        fc
          .array(fc.nat(500), { minLength: length, maxLength: length })
          .map((list) => [1 + (list[0] ?? 0), ...list.slice(1)]),
      ),
    ),
  );

/** Every number somewhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

describe('distances of samples', () => {
  it('are symmetric, not negative, and 0 to themselves', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        expect(wasserstein(a, b)).toBeCloseTo(wasserstein(b, a), 6);
        expect(wasserstein(a, b)).toBeGreaterThanOrEqual(0);
        expect(wasserstein(a, a)).toBe(0);
        const ks = kolmogorovSmirnov(a, b);
        expect(ks.statistic).toBe(kolmogorovSmirnov(b, a).statistic);
        expect(ks.statistic).toBeLessThanOrEqual(1);
        expect(ks.pValue).toBeGreaterThanOrEqual(0);
        expect(ks.pValue).toBeLessThanOrEqual(1);
        expect(kolmogorovSmirnov(a, a)).toEqual({ statistic: 0, pValue: 1 });
      }),
    );
  });
  it('Wasserstein moves with a shift, scales with the unit; Kolmogorov–Smirnov knows no unit', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 1, max: 64 }), (a, b, k) => {
        const distance = wasserstein(
          a,
          a.map((value) => value + k),
        );
        expect(Math.abs(distance - k)).toBeLessThan(1e-6);
        const scaled = wasserstein(
          a.map((v) => v * k),
          b.map((v) => v * k),
        );
        expect(Math.abs(scaled - k * wasserstein(a, b))).toBeLessThanOrEqual(1e-9 * (1 + scaled));
        const doubled = kolmogorovSmirnov(
          a.map((v) => v * 2),
          b.map((v) => v * 2),
        );
        expect(doubled).toEqual(kolmogorovSmirnov(a, b));
      }),
    );
  });
  it('a larger distance is never more likely', () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 10_001, max: 40_000 }));
    fc.assert(
      fc.property(
        size,
        size,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, m, x, y) => {
          const near = kolmogorovSmirnovTail(n, m, Math.min(x, y));
          const far = kolmogorovSmirnovTail(n, m, Math.max(x, y));
          expect(far).toBeLessThanOrEqual(near + 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('distances of counts', () => {
  it('are symmetric, bounded, 0 to themselves, and whole under relabelling', () => {
    fc.assert(
      fc.property(counts, (pair) => {
        const [a = [], b = []] = pair;
        for (const distance of [jensenShannon, totalVariation, populationStability]) {
          expect(distance(a, b)).toBeCloseTo(distance(b, a), 9);
          expect(distance(a, b)).toBeGreaterThanOrEqual(0);
          expect(distance(a, a)).toBeCloseTo(0, 9);
          expect(distance([...a].reverse(), [...b].reverse())).toBeCloseTo(distance(a, b), 9);
        }
        expect(jensenShannon(a, b)).toBeLessThanOrEqual(1);
        expect(totalVariation(a, b)).toBeLessThanOrEqual(1);
        // Lin's (1991) bound: the divergence is at most the total variation.
        expect(jensenShannon(a, b) ** 2).toBeLessThanOrEqual(totalVariation(a, b) + 1e-9);
        expect(chiSquared(a, b).statistic).toBeCloseTo(chiSquared(b, a).statistic, 6);
      }),
    );
  });
  it('Jensen–Shannon and total variation keep the triangle inequality', () => {
    const three = fc.array(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 4, maxLength: 4 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(three, ([a = [], b = [], c = []]) => {
        for (const distance of [jensenShannon, totalVariation]) {
          expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c) + 1e-12);
        }
      }),
    );
  });
});

it('corrections never make a p-value smaller, nor change their order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
      fc.constantFrom(...corrections),
      (ps, how) => {
        const adjusted = adjust(ps, how);
        ps.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p - 1e-15);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          ps.forEach((q, j) => {
            if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
          });
        });
      },
    ),
  );
});

it('mean and spread do not drown in a large offset', () => {
  const moments = momentsOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
  expect(moments).toEqual({ count: 4, mean: 1e9 + 10, sd: Math.sqrt(30) });
});

const thresholds: Thresholds = { alpha: 0.05, effect: 0.1, minRows: 30, correction: 'benjamini-hochberg' };
const words = {
  subject: 'Answers',
  more: 'longer',
  less: 'shorter',
  format: (n: number) => `${Math.round(n)} characters`,
  being: 'are so',
};

function judge(kind: ColumnKind, baseline: ColumnValue[], current: ColumnValue[]) {
  const comparison: Comparison = compareColumn(kind, { baseline, current });
  const column = {
    comparison,
    words,
    baseline: profileColumn(kind, baseline),
    current: profileColumn(kind, current),
  };
  const [finding] = judgeColumns([column], thresholds);
  if (finding === undefined) throw new Error('Nothing was judged.');
  return { column, finding };
}

describe('whatever a column holds', () => {
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom(
      null,
      0,
      1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      5e-324,
      '',
      'de',
      'en',
      true,
      false,
    ),
  );
  it('there is a verdict in words, and never NaN or infinity', () => {
    const column = fc.array(value, { maxLength: 80 });
    fc.assert(
      fc.property(
        fc.constantFrom<ColumnKind>('number', 'category', 'boolean', 'text'),
        column,
        column,
        (kind, a, b) => {
          const { column: compared, finding } = judge(kind, a, b);
          const found = numbersIn([compared.comparison, compared.baseline, compared.current, finding]);
          expect(found.filter((n) => !Number.isFinite(n))).toEqual([]);
          expect(finding.words).not.toMatch(/NaN|Infinity|undefined|null/);
          expect(finding.words).toMatch(/\.$/);
        },
      ),
      { numRuns: 500 },
    );
  });
  const many = (n: number, make: (i: number) => ColumnValue) => Array.from({ length: n }, (_, i) => make(i));
  it.each<[string, ColumnKind, ColumnValue[], ColumnValue[], string]>([
    ['empty', 'number', [], [], 'too-few'],
    ['one row', 'number', [3], [4], 'too-few'],
    ['one row now', 'number', many(500, (i) => i), [4], 'too-few'],
    ['constant', 'number', many(100, () => 5), many(100, () => 5), 'steady'],
    ['another constant', 'number', many(100, () => 5), many(100, () => 6), 'drift'],
    ['all null', 'number', many(100, () => null), many(100, () => null), 'too-few'],
    ['null now', 'number', many(100, (i) => i), many(100, () => null), 'missing'],
    ['null before', 'category', many(100, () => null), many(100, () => 'de'), 'missing'],
    ['infinite', 'number', many(100, () => Number.POSITIVE_INFINITY), many(100, (i) => i), 'missing'],
    ['the same', 'number', many(300, (i) => i), many(300, (i) => i), 'steady'],
    ['moved', 'number', many(300, (i) => i), many(300, (i) => i + 100), 'drift'],
    ['a tiny move of many rows', 'number', many(9000, (i) => i), many(9000, (i) => i + 200), 'steady'],
    ['shares', 'boolean', many(1000, (i) => i < 20), many(1000, (i) => i < 80), 'drift'],
    [
      'kinds',
      'category',
      many(300, (i) => (i % 5 ? 'en' : 'de')),
      many(300, (i) => (i % 2 ? 'en' : 'de')),
      'drift',
    ],
    ['ten thousand kinds', 'category', many(10_000, (i) => `k${i}`), many(10_000, (i) => `k${i}`), 'steady'],
  ])('%s', (_name, kind, a, b, verdict) => {
    expect(judge(kind, a, b).finding.verdict).toBe(verdict);
  });
});

describe('words', () => {
  const lengths = (middle: number) => Array.from({ length: 401 }, (_, i) => middle - 200 + i);
  it.each<[ColumnKind, ColumnValue[], ColumnValue[], string]>([
    [
      'number',
      lengths(412),
      lengths(570),
      'Answers became 38.3 % longer (median 412 → 570 characters); a change of this size is large.',
    ],
    [
      'number',
      lengths(570),
      lengths(412),
      'Answers became 27.7 % shorter (median 570 → 412 characters); a change of this size is large.',
    ],
    ['number', lengths(412), lengths(412), 'Answers stayed as they were (median 412 characters).'],
    [
      'number',
      [1, 2, 3],
      lengths(5),
      'Too few rows to compare: 401 now, 3 in the baseline, 30 needed of each.',
    ],
    [
      'number',
      lengths(412),
      lengths(412).map((n) => (n % 2 ? null : n)),
      'Answers without a value went from 0 % to 49.9 % of rows.',
    ],
    [
      'category',
      lengths(500).map((n) => (n % 5 ? 'en' : 'de')),
      lengths(500).map((n) => (n % 2 ? 'en' : 'de')),
      'Answers shifted: de 20.2 % → 50.1 %, en 79.8 % → 49.9 %; a change of this size is moderate.',
    ],
    [
      'boolean',
      lengths(500).map((n) => n % 50 === 0),
      lengths(500).map((n) => n % 12 === 0),
      'Answers that are so: 2.2 % → 8.5 %; a change of this size is small.',
    ],
  ])('%#', (kind, a, b, said) => {
    expect(judge(kind, a, b).finding.words).toBe(said);
  });
});
