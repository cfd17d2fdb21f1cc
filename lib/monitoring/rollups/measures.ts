/** What every rollup row holds: the columns of `metric_live`, `metric_minute` and `metric_period`. */

/** Counts and sums. Values are PostgreSQL types on the wire. */
export const counterTypes = {
  requests: 'bigint',
  declined: 'bigint',
  stopped: 'bigint',
  errors: 'bigint',
  refused: 'bigint',
  input_tokens: 'bigint',
  cached_input_tokens: 'bigint',
  cache_write_tokens: 'bigint',
  output_tokens: 'bigint',
  reasoning_tokens: 'bigint',
  cost: 'bigint',
  cost_squares: 'numeric',
  units: 'bigint',
  fallbacks: 'bigint',
  cache_hits: 'bigint',
  retries: 'bigint',
  guarded: 'bigint',
  sentences: 'bigint',
  supported_sentences: 'bigint',
  similarity_sum: 'float8',
  similarity_squares: 'float8',
  similarity_count: 'bigint',
  thumbs_up: 'bigint',
  thumbs_down: 'bigint',
  stars_sum: 'bigint',
  stars_count: 'bigint',
} as const;
export type CounterName = keyof typeof counterTypes;
export const counterNames = Object.keys(counterTypes) as CounterName[];

/** Nano-dollars and their squares pass what a float holds exactly. */
type Exact = 'cost' | 'cost_squares';
export type Counts = Record<Exclude<CounterName, Exact>, number> & Record<Exact, bigint>;

const zeros = Object.fromEntries(
  counterNames.map((name) => [name, name === 'cost' || name === 'cost_squares' ? 0n : 0]),
) as Counts;

export function noCounts(): Counts {
  return { ...zeros };
}

/** Counts by kind. */
export const tallyNames = ['errors_by_kind', 'guardrail_hits', 'languages', 'feedback_reasons'] as const;
export type TallyName = (typeof tallyNames)[number];

/**
 * Values of single requests, in the order they are packed in: new ones go to the end, none is ever removed. The number is the
 * scale at which their sum is kept, as an integer, so that sums are the same in whichever order they were made.
 */
const distributions = {
  latency: 1000,
  first_token: 1000,
  queue: 1000,
  retrieve: 1000,
  generate: 1000,
  post_process: 1000,
  output_speed: 1000,
  question_length: 1,
  answer_length: 1,
  prompt_tokens: 1,
  answer_tokens: 1,
  request_cost: 1,
  retrieval_score: 1_000_000,
  passages: 1,
  citation_support: 1_000_000,
  judge_score: 1_000_000,
} as const;
export type DistributionName = keyof typeof distributions;
export const distributionNames = Object.keys(distributions) as DistributionName[];

export function placeOf(name: DistributionName): number {
  return distributionNames.indexOf(name);
}

export function scaleOf(name: DistributionName): number {
  return distributions[name];
}
