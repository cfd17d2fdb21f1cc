/** From a point of a chart to the rows it counts. Pure. */
import { withQuery } from '#lib/client/api.ts';
import { boundNames, type RangeName } from '#lib/inference/schemas.ts';
import { describeMetric, type MetricExpression, type MetricName } from '#lib/monitoring/schemas.ts';
import type { PickedRange } from './series.ts';

type Filters = Record<string, string | number>;

/** What of the list of requests shows the rows of a metric; for metrics not named here, all rows. */
const filtersOf: Partial<Record<MetricName, Filters>> = {
  errors: { status: 'error' },
  error_rate: { status: 'error' },
  errors_by_kind: { status: 'error,refused' },
  declined: { status: 'declined' },
  declined_rate: { status: 'declined' },
  stopped: { status: 'stopped' },
  refused: { status: 'refused' },
  refused_rate: { status: 'refused' },
  thumbs_up: { feedback: 'up' },
  thumbs_down: { feedback: 'down' },
  satisfaction: { feedback: 'any' },
  stars: { feedback: 'any' },
  feedback_reasons: { feedback: 'down' },
  cost: { sort: 'cost' },
  cost_per_request: { sort: 'cost' },
  cost_per_helpful_answer: { sort: 'cost' },
  request_cost: { sort: 'cost' },
  output_tokens: { sort: 'outputTokens' },
  answer_tokens: { sort: 'outputTokens' },
  latency: { sort: 'totalMs' },
  cache_hits: { cache: 'hit' },
  cache_hit_rate: { cache: 'hit' },
  fallbacks: { fallback: 'yes' },
  fallback_rate: { fallback: 'yes' },
  retries: { minRetries: 1 },
  guardrail_rate: { guard: 'any' },
  guardrail_hits: { guard: 'any' },
  retrieval_score: { sort: 'retrievalScore', order: 'asc' },
};

/** Numbers that each row has, and how many of the metric's units make one of the row's. */
const numbersOf: Partial<Record<MetricName, { name: RangeName; per?: number }>> = {
  latency: { name: 'ms' },
  first_token: { name: 'firstTokenMs' },
  queue: { name: 'queueMs' },
  retrieve: { name: 'retrieveMs' },
  generate: { name: 'generateMs' },
  post_process: { name: 'postProcessMs' },
  request_cost: { name: 'cost', per: 1e9 },
  retrieval_score: { name: 'retrievalScore' },
  citation_support: { name: 'citationSupport' },
  passages: { name: 'passages' },
  question_length: { name: 'questionChars' },
  answer_length: { name: 'answerChars' },
};

/** Pages that hold what a gauge is of. */
const pagesOf: Partial<Record<MetricName, string>> = {
  health_up: '/health',
  health_latency: '/health',
  drift_effect: '/drift',
  drifting: '/drift',
  custom: '/drift',
  provider_headroom: '/providers',
  index_freshness: '/knowledge',
  index_coverage: '/knowledge',
  index_size: '/knowledge',
};

/**
 * Where the rows behind a value are. A percentile leads to the requests at least that slow, dear or long, and to those at
 * most that good where more is better. Null where nothing more than the number is kept.
 */
export function rowsHref(
  expression: MetricExpression,
  { from, to }: PickedRange,
  value: number | null = null,
): string | null {
  const { metric, environment, endpoint, model, version, arm, configuration, traffic } = expression;
  const page = pagesOf[metric];
  if (page !== undefined) return page;
  if (describeMetric(metric).kind === 'gauge') return null;
  return withQuery('/inferences', {
    from,
    to,
    env: environment,
    endpoint,
    model,
    version,
    arm,
    configuration,
    traffic: traffic === 'live' ? undefined : traffic,
    ...filtersOf[metric],
    ...subjectFilter(expression),
    ...boundOf(expression, value),
  });
}

function subjectFilter({ metric, subject }: MetricExpression): Filters {
  if (subject === undefined || subject === '') return {};
  if (metric === 'errors_by_kind') return { errorCode: subject };
  return metric === 'languages' ? { language: subject } : {};
}

/** Rows on the worse side of a percentile, or outside the share that was asked for. */
function boundOf({ metric, aggregation, threshold }: MetricExpression, value: number | null): Filters {
  const number = numbersOf[metric];
  const limit = aggregation === 'share_at_most' ? threshold : /^p\d/.test(aggregation) ? value : null;
  if (number === undefined || limit === null || limit === undefined) return {};
  const { min, max } = boundNames(number.name);
  const inRows = limit / (number.per ?? 1);
  const goodIsMore = describeMetric(metric).better === 'up' && aggregation !== 'share_at_most';
  return goodIsMore ? { [max]: rounded(inRows, Math.ceil) } : { [min]: rounded(inRows, Math.floor) };
}

/** Short enough for an address, and towards the side on which no row is lost. */
function rounded(value: number, round: (value: number) => number): number {
  return value >= 1000 ? round(value) : round(value * 1e9) / 1e9;
}
