import { expect, test } from 'vitest';
import { checkSampleRatio } from './check-sample-ratio.ts';

const split = (first: number) => [
  { name: 'champion', trafficPercentage: first },
  { name: 'challenger', trafficPercentage: 100 - first },
];
const seen = (champion: number, challenger: number) => new Map(Object.entries({ champion, challenger }));

test('a split as configured is said to be so', () => {
  expect(checkSampleRatio(split(90), seen(9012, 988))).toMatchObject({
    status: 'as-expected',
    message: '10,000 units (users, conversations) are split as configured.',
    arms: [
      { entity: 'champion', units: 9012, expectedShare: 0.9 },
      { entity: 'challenger', units: 988, expectedShare: 0.1 },
    ],
  });
});

test('a split that chance does not explain is a mismatch, in words', () => {
  const result = checkSampleRatio(split(50), seen(5500, 4500));
  expect(result.status).toBe('mismatch');
  expect(result.message).toMatch(
    /^champion got 55 % of 10,000 units \(users, conversations\) instead of 50 %/,
  );
  expect(result.message).toContain('x-slipway-unit');
});

test('few units say nothing, however uneven', () => {
  expect(checkSampleRatio(split(50), seen(40, 0)).status).toBe('too-early');
  expect(checkSampleRatio(split(50), seen(0, 0))).toMatchObject({ status: 'too-early', pValue: null });
});

test('without a split there is nothing to check', () => {
  expect(checkSampleRatio(split(100), seen(3, 0))).toMatchObject({
    status: 'as-expected',
    arms: [{ entity: 'champion' }],
  });
});

test('units of an entity that was to get none are a mismatch', () => {
  expect(checkSampleRatio(split(100), seen(200, 1))).toMatchObject({ status: 'mismatch', pValue: 0 });
});
