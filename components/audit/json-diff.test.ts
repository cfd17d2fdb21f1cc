import { expect, it } from 'vitest';
import { diffJson } from './json-diff.ts';

it('lists what was changed, added and removed, and leaves out what stayed', () => {
  expect(
    diffJson(
      { name: 'Ada', role: 'viewer', tags: ['a'] },
      { name: 'Ada', role: 'owner', limits: { day: 3 } },
    ),
  ).toEqual([
    { path: 'role', before: 'viewer', after: 'owner' },
    { path: 'limits.day', before: null, after: '3' },
    { path: 'tags.0', before: 'a', after: null },
  ]);
});

it('takes null for nothing, and stays small', () => {
  expect(diffJson(null, { a: null, b: [], c: false, d: '' })).toEqual([
    { path: 'b', before: null, after: '[]' },
    { path: 'c', before: null, after: 'false' },
  ]);
  expect(
    diffJson(
      null,
      Array.from({ length: 10_000 }, (_, i) => i),
    ),
  ).toHaveLength(500);
});
