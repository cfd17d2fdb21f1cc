import type { CounterName, DistributionName } from './rollups/measures.ts';
import type { Cell } from './rollups/read-store.ts';
import { SketchBuffer } from './rollups/sketch-buffer.ts';
import type { LatencyMetric, MetricTotals } from './schemas.ts';

const countNames = {
  requests: 'requests',
  declined: 'declined',
  stopped: 'stopped',
  errors: 'errors',
  refused: 'refused',
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  outputTokens: 'output_tokens',
  reasoningTokens: 'reasoning_tokens',
  thumbsUp: 'thumbs_up',
  thumbsDown: 'thumbs_down',
  starsSum: 'stars_sum',
  starsCount: 'stars_count',
} as const satisfies Record<string, CounterName>;
const counts = Object.entries(countNames) as [CountName, (typeof countNames)[CountName]][];
type CountName = keyof typeof countNames;

const latencies: Record<LatencyMetric, DistributionName> = {
  total: 'latency',
  first_token: 'first_token',
  retrieve: 'retrieve',
  generate: 'generate',
};
const latencyNames = Object.keys(latencies) as LatencyMetric[];

/** What a sum is made of. */
export const summed = {
  counters: [...Object.values(countNames), 'cost'],
  distributions: Object.values(latencies),
} as const;

/** Everything the overview shows, added up. */
export class MetricSum {
  readonly #counts = new Float64Array(counts.length);
  readonly #sketches: Record<LatencyMetric, SketchBuffer> = {
    total: new SketchBuffer(),
    first_token: new SketchBuffer(),
    retrieve: new SketchBuffer(),
    generate: new SketchBuffer(),
  };
  #cost = 0n;

  clear(): void {
    this.#counts.fill(0);
    this.#cost = 0n;
    for (const name of latencyNames) this.#sketches[name].clear();
  }

  addCell({ counters, sketches }: Cell): void {
    for (const [place, [, column]] of counts.entries()) this.#count(place, Number(counters[column] ?? 0));
    this.#cost += BigInt(counters.cost ?? 0);
    for (const name of latencyNames) sketches?.addTo(this.#sketches[name], latencies[name]);
  }

  add(other: MetricSum): void {
    for (const [place, count] of other.#counts.entries()) this.#count(place, count);
    this.#cost += other.#cost;
    for (const name of latencyNames) this.#sketches[name].addAll(other.#sketches[name]);
  }

  totals(): MetricTotals {
    const sums: Partial<Record<CountName, number>> = {};
    for (const [place, [name]] of counts.entries()) sums[name] = this.#counts[place] ?? 0;
    return {
      ...(sums as Record<CountName, number>),
      cost: this.#cost.toString(),
      latency: {
        total: percentilesOf(this.#sketches.total),
        first_token: percentilesOf(this.#sketches.first_token),
        retrieve: percentilesOf(this.#sketches.retrieve),
        generate: percentilesOf(this.#sketches.generate),
      },
    };
  }

  #count(place: number, count: number): void {
    this.#counts[place] = (this.#counts[place] ?? 0) + count;
  }
}

const percentiles = [0.5, 0.95, 0.99];

function percentilesOf(sketch: SketchBuffer) {
  const found = sketch.quantiles(percentiles);
  if (found === null) return null;
  const [p50 = 0, p95 = 0, p99 = 0] = found;
  return { p50, p95, p99 };
}
