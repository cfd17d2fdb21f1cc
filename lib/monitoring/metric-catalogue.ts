/** Every metric that charts, Explore, dashboards, alerts and objectives know by name. Nothing else is measured. */

/** How a value is written: shares are 0–1, durations milliseconds, money nano-dollars. */
export type MetricUnit =
  | 'count'
  | 'share'
  | 'milliseconds'
  | 'nano-dollars'
  | 'tokens'
  | 'tokens-per-second'
  | 'characters'
  | 'bytes'
  | 'score';

/**
 * `count` adds up; `ratio` divides one count by another; `distribution` is a mergeable sketch of one value a request;
 * `tally` is a count for each of several kinds, told apart by `subject`; `gauge` is a value that something has at a moment,
 * told apart by `subject` too.
 */
export type MetricKind = 'count' | 'ratio' | 'distribution' | 'tally' | 'gauge';

export interface MetricDescription {
  label: string;
  kind: MetricKind;
  unit: MetricUnit;
  description: string;
  /** Which way is better, where one is. */
  better?: 'up' | 'down';
}

const count = (label: string, description: string, more: Partial<MetricDescription> = {}) =>
  ({ label, kind: 'count', unit: 'count', description, ...more }) as const;
const ratio = (label: string, description: string, more: Partial<MetricDescription> = {}) =>
  ({ label, kind: 'ratio', unit: 'share', description, ...more }) as const;
const distribution = (
  label: string,
  unit: MetricUnit,
  description: string,
  more: Partial<MetricDescription> = {},
) => ({ label, kind: 'distribution', unit, description, ...more }) as const;
const tally = (label: string, description: string) =>
  ({ label, kind: 'tally', unit: 'count', description }) as const;
const gauge = (label: string, unit: MetricUnit, description: string, more: Partial<MetricDescription> = {}) =>
  ({ label, kind: 'gauge', unit, description, ...more }) as const;

const served = 'among those that were admitted';

const catalogue = {
  requests: count('Requests', 'How many questions arrived, refused ones included.'),
  errors: count('Errors', 'Requests that failed.', { better: 'down' }),
  declined: count('Declined', 'Questions the documents held no answer to.', { better: 'down' }),
  stopped: count('Stopped', 'Answers whose reader stopped them.'),
  refused: count('Refused', 'Requests that limits or access turned away.', { better: 'down' }),
  fallbacks: count('Fallbacks', 'Requests that another entity than the intended one answered.', {
    better: 'down',
  }),
  retries: count('Retries', 'Calls of providers that were made again.', { better: 'down' }),
  cache_hits: count('Cache hits', 'Answers that came from the response cache.', { better: 'up' }),
  thumbs_up: count('Thumbs up', 'Answers rated good.', { better: 'up' }),
  thumbs_down: count('Thumbs down', 'Answers rated bad.', { better: 'down' }),
  input_tokens: count('Input tokens', 'Tokens sent to providers, cached ones not counted.', {
    unit: 'tokens',
  }),
  cached_input_tokens: count('Cached input tokens', 'Tokens that providers had cached.', { unit: 'tokens' }),
  cache_write_tokens: count('Cache-write tokens', 'Tokens that providers wrote into their caches.', {
    unit: 'tokens',
  }),
  output_tokens: count('Output tokens', 'Tokens of answers.', { unit: 'tokens' }),
  reasoning_tokens: count('Reasoning tokens', 'Tokens that models thought in.', { unit: 'tokens' }),
  cost: count('Cost', 'At the prices set for each provider.', { unit: 'nano-dollars', better: 'down' }),

  error_rate: ratio('Error rate', `Failed requests ${served}.`, { better: 'down' }),
  declined_rate: ratio('Declined rate', `Declined questions ${served}.`, { better: 'down' }),
  refused_rate: ratio('Refused rate', 'Refused requests among all.', { better: 'down' }),
  fallback_rate: ratio('Fallback rate', `Requests answered by a fallback ${served}.`, { better: 'down' }),
  cache_hit_rate: ratio('Cache hit rate', `Answers from the cache ${served}.`, { better: 'up' }),
  satisfaction: ratio('Satisfaction', 'Thumbs up among all thumbs, by when the question was asked.', {
    better: 'up',
  }),
  stars: ratio('Stars', 'Mean of the stars given, 1 to 5.', { unit: 'score', better: 'up' }),
  support_rate: ratio('Citation support', 'Checked sentences that a cited passage supports.', {
    better: 'up',
  }),
  guardrail_rate: ratio('Guardrail hit rate', 'Requests in which a guardrail found something, among all.', {
    better: 'down',
  }),
  cost_per_request: ratio('Cost per request', `Cost of requests ${served}.`, {
    unit: 'nano-dollars',
    better: 'down',
  }),
  cost_per_helpful_answer: ratio(
    'Cost per helpful answer',
    'Cost divided by answers given times the share of thumbs that are up.',
    { unit: 'nano-dollars', better: 'down' },
  ),

  latency: distribution('Latency', 'milliseconds', 'From arrival to the end of the answer.', {
    better: 'down',
  }),
  first_token: distribution('Time to first token', 'milliseconds', 'How long a reader looks at nothing.', {
    better: 'down',
  }),
  queue: distribution('Queue time', 'milliseconds', 'From arrival until an entity began to work.', {
    better: 'down',
  }),
  retrieve: distribution('Retrieval time', 'milliseconds', 'Searching the knowledge base.', {
    better: 'down',
  }),
  generate: distribution(
    'Generation time',
    'milliseconds',
    'Waiting for the model, from call to last word.',
    {
      better: 'down',
    },
  ),
  post_process: distribution('Post-processing time', 'milliseconds', 'Citations, checks, guardrails after.', {
    better: 'down',
  }),
  output_speed: distribution('Output speed', 'tokens-per-second', 'Tokens of the answer per second.', {
    better: 'up',
  }),
  question_length: distribution('Question length', 'characters', 'Characters of the question.'),
  answer_length: distribution('Answer length', 'characters', 'Characters of the answer.'),
  prompt_tokens: distribution('Tokens in', 'tokens', 'Input tokens of a request, cached ones too.'),
  answer_tokens: distribution('Tokens out', 'tokens', 'Output tokens of a request.'),
  request_cost: distribution('Cost of a request', 'nano-dollars', 'Cost of single requests.', {
    better: 'down',
  }),
  retrieval_score: distribution('Best retrieval score', 'score', 'Score of the best passage found, 0–1.', {
    better: 'up',
  }),
  passages: distribution('Passages', 'count', 'Passages handed to the model.'),
  citation_support: distribution(
    'Support of an answer',
    'share',
    'Share of its checked sentences supported.',
    {
      better: 'up',
    },
  ),
  judge_score: distribution('Judge score', 'score', 'What a judging model thought of an answer, 0–1.', {
    better: 'up',
  }),

  errors_by_kind: tally('Errors by kind', 'Failed and refused requests, by code of the error.'),
  guardrail_hits: tally('Guardrail hits', 'What guardrails found, as stage: kind.'),
  languages: tally('Languages', 'Questions by language.'),
  feedback_reasons: tally('Reasons of feedback', 'Why answers were rated bad.'),

  process_cpu: gauge('CPU', 'share', 'Cores used by a process of Slipway.'),
  process_memory: gauge('Memory', 'bytes', 'Resident memory of a process of Slipway.'),
  event_loop_delay: gauge('Event-loop delay P99', 'milliseconds', 'How long work waited in a process.', {
    better: 'down',
  }),
  requests_in_flight: gauge('Requests in flight', 'count', 'Answers that a server is working on.'),
  queue_depth: gauge('Queue depth', 'count', 'Jobs waiting, by queue.', { better: 'down' }),
  database_size: gauge('PostgreSQL size', 'bytes', 'What the database takes on disk.'),
  index_size: gauge('Index size', 'bytes', 'What a knowledge base takes on disk.'),
  provider_headroom: gauge('Provider headroom', 'share', 'What is left of a provider’s own rate limit.', {
    better: 'up',
  }),
  gpu_use: gauge('GPU use', 'share', 'As its exporter says.'),
  gpu_memory: gauge('GPU memory', 'share', 'Memory in use, as its exporter says.'),
  model_queue: gauge('Requests waiting at a model server', 'count', 'As vLLM says.', { better: 'down' }),
  scraped: gauge('Scraped value', 'count', 'A metric of a scraped server, by its name.'),
  health_up: gauge('Health', 'share', 'Share of runs of a health check that passed.', { better: 'up' }),
  health_latency: gauge('Health check time', 'milliseconds', 'How long a health check took.', {
    better: 'down',
  }),
  drift_effect: gauge('Drift effect', 'score', 'Size of the drift of a monitored column.', {
    better: 'down',
  }),
  drifting: gauge('Drifting', 'share', '1 when the verdict on a monitored column is drift, else 0.', {
    better: 'down',
  }),
  custom: gauge('Custom metric', 'score', 'A metric of one’s own formula, by its name.'),
  index_freshness: gauge('Index age', 'milliseconds', 'Time since a knowledge base was last published.', {
    better: 'down',
  }),
  index_coverage: gauge('Index coverage', 'share', 'Questions for which a good passage was found.', {
    better: 'up',
  }),
} as const satisfies Record<string, MetricDescription>;

export type MetricName = keyof typeof catalogue;
export const metricNames = Object.keys(catalogue) as [MetricName, ...MetricName[]];

export function describeMetric(name: MetricName): MetricDescription {
  return catalogue[name];
}

/**
 * What one may ask of a metric of a kind; the first is meant when nothing is said. `rate` is per second; `share` is of all kinds
 * of a tally; `last` is the latest sample.
 */
export const aggregationsOf = {
  count: ['sum', 'rate'],
  ratio: ['value'],
  distribution: ['p95', 'p50', 'p75', 'p90', 'p99', 'mean', 'count', 'share_at_most'],
  tally: ['sum', 'rate', 'share'],
  gauge: ['mean', 'min', 'max', 'last'],
} as const;
export type Aggregation = (typeof aggregationsOf)[MetricKind][number];

export function mayAggregate(name: MetricName, aggregation: Aggregation): boolean {
  return (aggregationsOf[catalogue[name].kind] as readonly Aggregation[]).includes(aggregation);
}
