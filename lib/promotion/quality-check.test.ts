import { expect, test } from 'vitest';
import type { Measured } from './measure.ts';
import { qualityCheck } from './quality-check.ts';

function measured(change: Partial<Measured> = {}): Measured {
  return {
    environment: 'staging',
    answered: 990,
    errors: { hits: 10, trials: 1000 },
    satisfaction: { hits: 80, trials: 100 },
    ...change,
  };
}
const current = { ...measured({ environment: 'production' }), version: 3 };

test('as good as the current version passes, with the figures', () => {
  const check = qualityCheck(measured(), current);
  expect(check.status).toBe('passed');
  expect(check.detail).toBe(
    'In staging: 1 % of 1,000 requests failed, 80 % of 100 ratings good. ' +
      'Version 3 in production: 1 % of 1,000 requests failed, 80 % of 100 ratings good.',
  );
});

test('clearly more failures and clearly worse ratings warn; few of them do not', () => {
  const failing = qualityCheck(measured({ errors: { hits: 90, trials: 1000 } }), current);
  expect(failing).toMatchObject({ status: 'warning', detail: expect.stringContaining('fails clearly more') });
  const disliked = qualityCheck(measured({ satisfaction: { hits: 30, trials: 100 } }), current);
  expect(disliked).toMatchObject({
    status: 'warning',
    detail: expect.stringContaining('rated clearly worse'),
  });
  const few = measured({ errors: { hits: 1, trials: 4 }, satisfaction: { hits: 0, trials: 1 } });
  expect(qualityCheck(few, current).status).toBe('passed');
});

test('nothing measured warns, nothing to compare with passes', () => {
  expect(qualityCheck(measured({ errors: null }), current)).toMatchObject({ status: 'warning' });
  expect(qualityCheck(measured(), null)).toMatchObject({ status: 'passed' });
  const silent = { ...current, errors: null, satisfaction: null };
  expect(qualityCheck(measured(), silent)).toMatchObject({
    status: 'passed',
    detail: expect.stringContaining('no requests, not rated'),
  });
});
