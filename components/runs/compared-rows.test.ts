import { expect, test } from 'vitest';
import { comparedIds, differencesFirst, runLabels } from './compared-rows.ts';
import { aRun } from './test-run.ts';

test('differences come first, otherwise in their order', () => {
  const rows = ['a', 'b', 'c', 'd'].map((key, index) => ({ key, differs: index % 2 === 1 }));
  expect(differencesFirst(rows).map(({ key }) => key)).toEqual(['b', 'd', 'a', 'c']);
});

test('an address may hold anything', () => {
  const ids = Array.from({ length: 12 }, (_, index) => aRun(index).id);
  expect(comparedIds([ids[0] ?? '', 'nonsense', ids[1] ?? '', ids[0] ?? ''])).toEqual(ids.slice(0, 2));
  expect(comparedIds(ids)).toHaveLength(10);
});

test('runs of the same name are told apart', () => {
  const runs = [aRun(1, { name: 'twin' }), aRun(2, { name: 'twin' }), aRun(3)];
  expect(runLabels(runs)).toEqual(['twin …000001', 'twin …000002', 'run-3']);
});
