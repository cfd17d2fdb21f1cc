/** What this process counts for Prometheus; names and labels are documented in docs/telemetry.md. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Powers of two, from 4 ms to 256 s: the bounds of native histograms of schema 0, so that both kinds line up. */
const seconds = Array.from({ length: 17 }, (_, at) => 2 ** (at - 8));
const sizes = Array.from({ length: 9 }, (_, at) => 2 ** at);

export type Metrics = ReturnType<typeof makeMetrics>;

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const answer = ['endpoint', 'model', 'version'] as const;
  return {
    registry,
    httpRequests: counter(
      'slipway_http_requests_total',
      'HTTP requests answered.',
      'route',
      'method',
      'status',
    ),
    httpSeconds: histogram(
      'slipway_http_request_duration_seconds',
      'Time from the arrival of an HTTP request to the end of its response.',
      seconds,
      'route',
    ),
    answers: counter(
      'slipway_answers_total',
      'Requests to endpoints, refused ones included.',
      ...answer,
      'traffic',
      'status',
    ),
    answerSeconds: histogram(
      'slipway_answer_duration_seconds',
      'Time from the arrival of a question to the end of its answer.',
      seconds,
      ...answer,
    ),
    firstTokenSeconds: histogram(
      'slipway_time_to_first_token_seconds',
      'Time from the arrival of a question to the first word of its answer.',
      seconds,
      ...answer,
    ),
    stageSeconds: histogram(
      'slipway_stage_duration_seconds',
      'Time the stages of answers took.',
      seconds,
      'endpoint',
      'stage',
    ),
    tokens: counter('slipway_tokens_total', 'Tokens by class.', ...answer, 'class'),
    cost: counter('slipway_cost_dollars_total', 'Cost at the prices set for each provider.', ...answer),
    errors: counter(
      'slipway_answer_errors_total',
      'Failed requests by code of the error.',
      'endpoint',
      'code',
    ),
    refusals: counter(
      'slipway_refusals_total',
      'Requests turned away by rate limits, quotas or access, by code.',
      'endpoint',
      'code',
    ),
    cache: counter('slipway_cache_lookups_total', 'Look-ups in the response cache.', 'endpoint', 'result'),
    fallbacks: counter(
      'slipway_fallbacks_total',
      'Requests that another entity than the intended one answered.',
      'endpoint',
    ),
    guardrailHits: counter(
      'slipway_guardrail_hits_total',
      'What guardrails found.',
      'endpoint',
      'stage',
      'guard',
      'action',
    ),
    commitSize: histogram(
      'slipway_log_commit_requests',
      'Requests that shared one commit of the log.',
      sizes,
    ),
    commitSeconds: histogram('slipway_log_commit_duration_seconds', 'Time such a commit took.', seconds),
    buildInfo: new Gauge({
      name: 'slipway_build_info',
      help: 'Always 1; its labels say which release runs.',
      labelNames: ['version', 'node'] as const,
      registers,
    }),
    otlpItems: counter(
      'slipway_otlp_items_total',
      'Spans and data points handed to the OTLP exporter, by what became of them.',
      'signal',
      'result',
    ),
    otlpQueue: new Gauge({
      name: 'slipway_otlp_queue_requests',
      help: 'Requests whose spans wait to be exported.',
      registers,
    }),
  };
}

// Next's bundle and the serving door hold an instance of this module each, and count together.
const metricsKey = Symbol.for('slipway.prometheus');
const shared = globalThis as { [metricsKey]?: Metrics };

export function metrics(): Metrics {
  shared[metricsKey] ??= makeMetrics();
  return shared[metricsKey];
}
