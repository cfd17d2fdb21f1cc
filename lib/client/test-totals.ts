import type { Overview } from '../dashboards/schemas.ts';
import type { MetricTotals } from '../monitoring/schemas.ts';

/** Totals of a range in which nothing happened, for tests to add to. */
export const nothing: MetricTotals = {
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

/** The same as the overview tells it. */
export const noFigures: Overview['now'] = {
  requests: 0,
  errors: 0,
  declined: 0,
  refused: 0,
  errorRate: null,
  declinedRate: null,
  p50: null,
  p95: null,
  satisfaction: null,
  spent: '0',
  perHelpful: null,
};
