import { describe, expect, test } from 'vitest';
import { fallbackCycle, servedEntitiesSchema, sharesSchema } from './schemas.ts';

const target = { by: 'alias', model: 'm', alias: 'champion' };
const entity = (name: string, trafficPercentage: number, fallbacks: string[] = []) => ({
  name,
  target,
  trafficPercentage,
  fallbacks,
});
const messages = (entities: unknown) =>
  servedEntitiesSchema.safeParse(entities).error?.issues.map(({ message }) => message) ?? [];

describe('traffic shares', () => {
  test.each([
    ['99', [99]],
    ['101', [60, 41]],
    ['a negative one', [105, -5]],
    ['NaN', [Number.NaN]],
    ['infinite', [Number.POSITIVE_INFINITY]],
    ['none', []],
  ])('%s is refused', (_what, shares) => {
    expect(messages(shares.map((share, index) => entity(`e${index}`, share)))).not.toEqual([]);
    const named = Object.fromEntries(shares.map((share, index) => [`e${index}`, share]));
    expect(sharesSchema.safeParse(named).success).toBe(false);
  });

  test('thirds that add up in decimals are fine; one name twice is not', () => {
    expect(messages([33.3, 33.3, 33.4].map((share, index) => entity(`e${index}`, share)))).toEqual([]);
    expect(messages([entity('a', 50), entity('a', 50)])).toEqual([
      'Each served entity needs a name of its own.',
    ]);
  });
});

describe('fallbacks', () => {
  test('to an unknown entity are refused, naming it', () => {
    expect(messages([entity('a', 100, ['b'])])).toEqual([
      'There is no served entity named "b" to fall back to.',
    ]);
  });

  test.each([
    ['to itself', [entity('a', 100, ['a'])], 'a → a'],
    ['of two', [entity('a', 100, ['b']), entity('b', 0, ['a'])], 'a → b → a'],
    ['further on', [entity('a', 100, ['b']), entity('b', 0, ['c']), entity('c', 0, ['b'])], 'b → c → b'],
  ])('in a circle %s are refused, naming the circle', (_what, entities, circle) => {
    expect(messages(entities)).toEqual([`The fallbacks go in a circle: ${circle}.`]);
  });

  test('that meet again are no circle', () => {
    const diamond = [
      entity('a', 100, ['b', 'c']),
      entity('b', 0, ['d']),
      entity('c', 0, ['d']),
      entity('d', 0),
    ];
    expect(fallbackCycle(diamond)).toBeNull();
    expect(messages(diamond)).toEqual([]);
  });
});
