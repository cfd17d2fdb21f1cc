import { describe, expect, it } from 'vitest';
import { nothing } from './test-totals.ts';
import { verdictOf } from './verdict.ts';

describe('the verdict', () => {
  it('says so when nothing happened', () => {
    expect(verdictOf(nothing)).toMatchObject({ tone: 'neutral', word: 'Quiet' });
  });

  it('is healthy under two per cent of failures and names what supports it', () => {
    const verdict = verdictOf({
      ...nothing,
      requests: 1000,
      errors: 10,
      thumbsUp: 3,
      thumbsDown: 1,
      cost: '41000000000',
      latency: { ...nothing.latency, total: { p50: 900, p95: 1900, p99: 4000 } },
    });
    expect(verdict).toEqual({
      tone: 'ok',
      word: 'Healthy',
      facts: '1,000 requests, 99 % fine, P95 1.9 s, 75 % of ratings positive, $41.00 spent.',
    });
  });

  it('does not let refusals hide failures', () => {
    expect(verdictOf({ ...nothing, requests: 100, refused: 90, errors: 5 }).word).toBe('Failing');
  });

  it('asks for a look from two per cent on', () => {
    expect(verdictOf({ ...nothing, requests: 100, errors: 2 }).word).toBe('Needs a look');
  });
});
