import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nothing } from '../../client/test-totals.ts';
import type { MetricTotals } from '../../monitoring/schemas.ts';
import { costPerHelpful, figuresOf } from './figures.ts';

const none = { p50: 0, p95: 0, p99: 0 };
const totals = (change: Partial<MetricTotals>): MetricTotals => ({
  ...nothing,
  latency: { ...nothing.latency, total: none },
  ...change,
});

it('costs of an answer that helped count answers given, at the share that is liked', () => {
  const asked = { requests: 130, refused: 10, errors: 10, declined: 8, stopped: 2 };
  expect(costPerHelpful(totals({ ...asked, cost: '8000', thumbsUp: 4, thumbsDown: 1 }))).toBe('100');
});

it('are unknown without an answer, a rating, or anybody who liked it', () => {
  expect(costPerHelpful(totals({ requests: 5, cost: '10' }))).toBeNull();
  expect(costPerHelpful(totals({ requests: 5, cost: '10', thumbsDown: 3 }))).toBeNull();
  expect(costPerHelpful(totals({ requests: 5, declined: 5, cost: '10', thumbsUp: 3 }))).toBeNull();
});

it('keep their digits at any size, and grow with the cost', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 0, max: 1000 }),
      (cost, requests, thumbsUp, thumbsDown) => {
        const of = (amount: bigint) =>
          BigInt(costPerHelpful(totals({ requests, cost: String(amount), thumbsUp, thumbsDown })) ?? '-1');
        const expected = (Number(cost) / requests) * ((thumbsUp + thumbsDown) / thumbsUp);
        expect(Math.abs(Number(of(cost)) - expected)).toBeLessThanOrEqual(expected * 1e-5 + 1);
        expect(of(cost + 1_000_000n)).toBeGreaterThanOrEqual(of(cost));
      },
    ),
  );
});

it('shares are of what was not refused, and absent without it', () => {
  expect(figuresOf(totals({ requests: 10, refused: 10 }), null)).toMatchObject({
    errorRate: null,
    declinedRate: null,
  });
  expect(figuresOf(totals({ requests: 20, refused: 10, errors: 1 }), null).errorRate).toBeCloseTo(0.1);
});
