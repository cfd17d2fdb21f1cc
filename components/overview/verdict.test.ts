import { describe, expect, it } from 'vitest';
import type { MetricTotals } from '#lib/monitoring/schemas.ts';
import { verdictOf } from './verdict.ts';

const quiet: MetricTotals = {
  requests: 0,
  declined: 0,
  stopped: 0,
  errors: 0,
  refused: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  cost: '0',
  thumbsUp: 0,
  thumbsDown: 0,
  starsSum: 0,
  starsCount: 0,
  latency: { total: null, first_token: null, retrieve: null, generate: null },
};

describe('the verdict', () => {
  it('says so when nothing happened', () => {
    expect(verdictOf(quiet)).toMatchObject({ tone: 'neutral', word: 'Quiet' });
  });

  it('is healthy under two per cent of failures and names what supports it', () => {
    const verdict = verdictOf({
      ...quiet,
      requests: 1000,
      errors: 10,
      thumbsUp: 3,
      thumbsDown: 1,
      cost: '41000000000',
      latency: { ...quiet.latency, total: { p50: 900, p95: 1900, p99: 4000 } },
    });
    expect(verdict).toEqual({
      tone: 'ok',
      word: 'Healthy',
      facts: '1,000 requests, 99 % fine, P95 1.9 s, 75 % of ratings positive, $41.00 spent.',
    });
  });

  it('does not let refusals hide failures', () => {
    expect(verdictOf({ ...quiet, requests: 100, refused: 90, errors: 5 }).word).toBe('Failing');
  });

  it('asks for a look from two per cent on', () => {
    expect(verdictOf({ ...quiet, requests: 100, errors: 2 }).word).toBe('Needs a look');
  });
});
