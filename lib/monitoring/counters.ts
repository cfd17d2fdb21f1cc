/** The counters that requests add to; those of feedback are added by ratings. Values are PostgreSQL types on the wire. */
export const measuredCounters = {
  requests: 'int',
  declined: 'int',
  stopped: 'int',
  errors: 'int',
  refused: 'int',
  input_tokens: 'bigint',
  cached_input_tokens: 'bigint',
  cache_write_tokens: 'bigint',
  output_tokens: 'bigint',
  reasoning_tokens: 'bigint',
  cost: 'bigint',
  cost_squares: 'numeric',
  units: 'int',
  fallbacks: 'int',
  cache_hits: 'int',
  similarity_sum: 'float8',
  similarity_squares: 'float8',
  similarity_count: 'int',
} as const;

type Exact = 'cost' | 'cost_squares';

export type MinuteCounts = Record<Exclude<keyof typeof measuredCounters, Exact>, number> &
  Record<Exact, bigint>;

export function noCounts(): MinuteCounts {
  return {
    requests: 0,
    declined: 0,
    stopped: 0,
    errors: 0,
    refused: 0,
    input_tokens: 0,
    cached_input_tokens: 0,
    cache_write_tokens: 0,
    output_tokens: 0,
    reasoning_tokens: 0,
    cost: 0n,
    cost_squares: 0n,
    units: 0,
    fallbacks: 0,
    cache_hits: 0,
    similarity_sum: 0,
    similarity_squares: 0,
    similarity_count: 0,
  };
}
