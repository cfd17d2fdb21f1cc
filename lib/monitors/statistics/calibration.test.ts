/** What p-values and verdicts promise, over many seeded samples of one distribution. */
import { expect, it } from 'vitest';
import type { Thresholds } from '../drift-schemas.ts';
import { compareColumn } from './compare-column.ts';
import { compareTexts } from './compare-texts.ts';
import { judgeColumns } from './judge-columns.ts';
import { profileColumn } from './profile-column.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom(20_240_615);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const draw = (n: number, shift = 0) => Array.from({ length: n }, () => normal() + shift);
const kinds = (n: number, rare: number) => Array.from({ length: n }, () => (random() < rare ? 'de' : 'en'));

const share = (count: number, hit: () => boolean) =>
  Array.from({ length: count }, hit).filter(Boolean).length / count;

it('a p-value below 0.05 comes by chance in at most about one of twenty', () => {
  const numbers = () => compareColumn('number', { baseline: draw(150), current: draw(90) }).pValue < 0.05;
  const categories = () =>
    compareColumn('category', { baseline: kinds(200, 0.1), current: kinds(60, 0.1) }).pValue < 0.05;
  for (const test of [numbers, categories]) {
    const found = share(1000, test);
    expect(found).toBeLessThan(0.07);
    expect(found).toBeGreaterThan(0.02);
  }
});

const thresholds: Thresholds = { alpha: 0.05, effect: 0.1, minRows: 30, correction: 'benjamini-hochberg' };
const words = { subject: 'Values', more: 'larger', less: 'smaller', format: String };

/** Whether any of twelve columns is called drift when `moved` of them moved by half a standard deviation. */
function run(rows: number, moved = 0): boolean[] {
  const columns = Array.from({ length: 12 }, (_, i) => {
    const data = { baseline: draw(rows * 3), current: draw(rows, i < moved ? 0.5 : 0) };
    const profiles = {
      baseline: profileColumn('number', data.baseline),
      current: profileColumn('number', data.current),
    };
    return { comparison: compareColumn('number', data), words, ...profiles };
  });
  return judgeColumns(columns, thresholds).map(({ verdict }) => verdict === 'drift');
}

it('of twelve columns that stay none is called drift in nineteen of twenty runs', () => {
  expect(share(120, () => run(100).some(Boolean))).toBeLessThan(0.08);
  expect(share(6, () => run(2000).some(Boolean))).toBe(0);
});

it('a column that moved by half a standard deviation is found among twelve', () => {
  expect(share(30, () => run(250, 1)[0] === true)).toBeGreaterThan(0.95);
});

const vocabulary = [
  'pump',
  'valve',
  'filter',
  'clean',
  'open',
  'weekly',
  'night',
  'oil',
  'press',
  'start',
  'stop',
  'light',
];
const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
const questions = (n: number, from: readonly string[]) =>
  Array.from({ length: n }, () => Array.from({ length: 6 }, () => pick(from)).join(' '));

it('what questions are about moves when they do, and not by chance', () => {
  const same = share(
    200,
    () => compareTexts(questions(40, vocabulary), questions(40, vocabulary)).pValue <= 0.05,
  );
  expect(same).toBeLessThan(0.1);
  expect(same).toBeGreaterThan(0.01);
  const other = ['invoice', 'payment', 'reminder', 'discount', 'customer', 'tax'];
  const moved = compareTexts(questions(60, vocabulary), questions(60, [...vocabulary.slice(0, 3), ...other]));
  expect(moved.pValue).toBeLessThan(1e-6);
  expect(moved.effect).toBeGreaterThan(0.2);
  expect(compareTexts([], questions(5, other))).toEqual({ effect: 0, statistic: 0, pValue: 1 });
  expect(compareTexts(['', ' '], ['?', ''])).toMatchObject({ effect: 0 });
});
