/** From a point of a chart to the rows it counts. Pure. */
import { withQuery } from '#lib/client/api.ts';
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
  first_token: { sort: 'totalMs' },
  queue: { sort: 'totalMs' },
  retrieve: { sort: 'totalMs' },
  generate: { sort: 'totalMs' },
  post_process: { sort: 'totalMs' },
};

/** Pages that hold what a gauge or a tally is of. */
const pagesOf: Partial<Record<MetricName, string>> = {
  guardrail_hits: '/guardrails',
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
 * Where the rows behind a value are. A percentile of the latency leads to the requests at least that slow. Null where
 * nothing more than the number is kept.
 */
export function rowsHref(
  expression: MetricExpression,
  { from, to }: PickedRange,
  value: number | null = null,
): string | null {
  const { metric, aggregation } = expression;
  const page = pagesOf[metric];
  if (page !== undefined) return page;
  if (describeMetric(metric).kind === 'gauge') return null;
  return withQuery('/inferences', {
    from,
    to,
    env: expression.environment,
    endpoint: expression.endpoint,
    model: expression.model,
    version: expression.version,
    arm: expression.arm,
    configuration: expression.configuration,
    traffic: expression.traffic === 'live' ? undefined : expression.traffic,
    ...filtersOf[metric],
    ...(metric === 'latency' && /^p\d/.test(aggregation) && value !== null && { minMs: Math.floor(value) }),
    ...(aggregation === 'share_at_most' && metric === 'latency' && { minMs: expression.threshold }),
  });
}
