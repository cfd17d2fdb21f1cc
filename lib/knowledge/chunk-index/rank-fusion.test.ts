import { expect, it } from 'vitest';
import { fuseRanks } from './rank-fusion.ts';

const list = (...ids: string[]) => ids.map((id) => ({ id, score: 99 }));

it('adds reciprocal ranks, so that agreement beats one first place', () => {
  const fused = fuseRanks([list('a', 'b', 'c'), list('b', 'd')]);
  expect(fused.map(({ id }) => id)).toEqual(['b', 'a', 'd', 'c']);
  expect(fused[0]?.score).toBeCloseTo(1 / 62 + 1 / 61);
  expect(fuseRanks([[], []])).toEqual([]);
});
