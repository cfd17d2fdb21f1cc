import { expect, test } from 'vitest';
import { jsonDifference } from './json-difference.ts';

const entity = (version: number, share: number) => ({ target: { version }, trafficPercentage: share });

test('only what differs is listed, old before new', () => {
  const before = { environment: 'production', servedEntities: [entity(1, 100)] };
  const after = { servedEntities: [entity(2, 100)], reason: 'Better.' };
  expect(jsonDifference(before, after)).toEqual([
    { kind: 'removed', path: 'servedEntities.0.target.version', value: '1' },
    { kind: 'added', path: 'servedEntities.0.target.version', value: '2' },
  ]);
});

test('what goes from a part that changes is listed; parts that are not named stay', () => {
  const before = { environment: 'production', servedEntities: [entity(1, 50), entity(2, 50)] };
  expect(jsonDifference(before, { servedEntities: [entity(1, 100)] }).map(({ path }) => path)).toEqual([
    'servedEntities.0.trafficPercentage',
    'servedEntities.0.trafficPercentage',
    'servedEntities.1.target.version',
    'servedEntities.1.trafficPercentage',
  ]);
});

test('nothing compares to nothing', () => {
  expect(jsonDifference(null, null)).toEqual([]);
  expect(jsonDifference(null, { to: 3 })).toEqual([{ kind: 'added', path: 'to', value: '3' }]);
});
