/** Verdicts that are easily wrong. */
import { describe, expect, it } from 'vitest';
import type { Thresholds } from '../drift-schemas.ts';
import type { ColumnKind, ColumnValue } from '../profile-schemas.ts';
import { compareColumn } from './compare-column.ts';
import { poolRare, smallestExpected } from './homogeneity.ts';
import { judgeColumns } from './judge-columns.ts';
import { profileColumn } from './profile-column.ts';
import { seededRandom } from './seeded-random.ts';

const thresholds: Thresholds = { alpha: 0.05, effect: 0.1, minRows: 30, correction: 'benjamini-hochberg' };
const words = {
  subject: 'Answers',
  more: 'longer',
  less: 'shorter',
  format: (n: number) => String(Math.round(n)),
};

function judge(kind: ColumnKind, baseline: ColumnValue[], current: ColumnValue[]) {
  const [finding] = judgeColumns(
    [
      {
        comparison: compareColumn(kind, { baseline, current }),
        words,
        baseline: profileColumn(kind, baseline),
        current: profileColumn(kind, current),
      },
    ],
    thresholds,
  );
  if (finding === undefined) throw new Error('Nothing was judged.');
  return finding;
}

const many = (n: number, make: (i: number) => ColumnValue) => Array.from({ length: n }, (_, i) => make(i));

describe('rare categories', () => {
  it('one row of a kind nobody saw is chance', () => {
    const before = many(210, (i) => (i % 5 < 3 ? 'en' : 'de'));
    const now = [...many(29, (i) => (i % 5 < 3 ? 'en' : 'de')), 'fr'];
    expect(judge('category', before, now)).toMatchObject({ verdict: 'steady' });
  });
  it('what is pooled is expected five times, or two are left', () => {
    const cases: [number[], number[]][] = [
      [
        [600, 380, 15, 3],
        [60, 38, 2, 1],
      ],
      [
        [6, 3, 1],
        [5, 4, 0],
      ],
      [[500], [20]],
      [
        [1000, 1],
        [40, 0],
      ],
    ];
    for (const [a, b] of cases) {
      const pooled = poolRare(a, b);
      if (pooled.a.length > 2) expect(smallestExpected(pooled.a, pooled.b)).toBeGreaterThanOrEqual(5);
      const sum = (list: number[]) => list.reduce((total, n) => total + n, 0);
      expect([sum(pooled.a), sum(pooled.b)]).toEqual([sum(a), sum(b)]);
    }
  });
  it('three kinds of which one is rare differ by chance in about one of twenty', () => {
    const random = seededRandom(99);
    const kind = () => {
      const at = random();
      return at < 0.6 ? 'en' : at < 0.985 ? 'de' : 'fr';
    };
    const p = () => compareColumn('category', { baseline: many(210, kind), current: many(30, kind) }).pValue;
    const hits = Array.from({ length: 1500 }, p).filter((value) => value < 0.05).length / 1500;
    expect(hits).toBeLessThan(0.07);
  });
});

describe('missing values', () => {
  it('of three rows say nothing, however sure they look', () => {
    expect(
      judge(
        'number',
        many(500, (i) => i),
        many(3, () => null),
      ).verdict,
    ).toBe('too-few');
  });
  it('of thirty do', () => {
    expect(
      judge(
        'number',
        many(500, (i) => i),
        many(30, () => null),
      ).verdict,
    ).toBe('missing');
  });
});

describe('words are true to the numbers', () => {
  it('a value that is rare on one side and frequent on the other has the share it has', () => {
    // In the baseline "target" is the least frequent of thirty kinds, none of which is shown by name.
    const before = many(6000, (i) => (i % 60 === 0 ? 'target' : `kind ${i % 29}`));
    const now = many(6000, (i) => (i % 2 === 0 ? 'target' : `kind ${i % 29}`));
    expect(judge('category', before, now).words).toMatch(/^Answers shifted: target 1\.7 % → 50 %/);
  });
  it('a tail that grew is not told by a median that hardly moved', () => {
    const before = many(2000, (i) => 400 + (i % 100));
    const now = many(2000, (i) => (i % 5 === 0 ? 4000 + (i % 100) : 401 + (i % 100)));
    const finding = judge('number', before, now);
    expect(finding).toMatchObject({ verdict: 'drift', size: 'large' });
    expect(finding.words).toMatch(/longer on average, with nearly the same median \(mean 449 → 1170\)/);
  });
});
