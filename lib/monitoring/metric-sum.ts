import type { CounterName, DistributionName } from './rollups/measures.ts';
import { addSlices } from './rollups/packed-sketches.ts';
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
  readonly #counts = new Map<CountName, number>();
  readonly #sketches: Record<LatencyMetric, SketchBuffer> = {
    total: new SketchBuffer(),
    first_token: new SketchBuffer(),
    retrieve: new SketchBuffer(),
    generate: new SketchBuffer(),
  };
  #cost = 0n;

  clear(): void {
    this.#counts.clear();
    this.#cost = 0n;
    for (const name of latencyNames) this.#sketches[name].clear();
  }

  addCell({ counters, sketches }: Cell): void {
    for (const [name, column] of counts) this.#count(name, Number(counters[column] ?? 0));
    this.#cost += BigInt(counters.cost ?? 0);
    for (const name of latencyNames) {
      const slices = sketches[latencies[name]];
      if (slices) addSlices(slices, this.#sketches[name]);
    }
  }

  add(other: MetricSum): void {
    for (const [name, count] of other.#counts) this.#count(name, count);
    this.#cost += other.#cost;
    for (const name of latencyNames) this.#sketches[name].addAll(other.#sketches[name]);
  }

  totals(): MetricTotals {
    const sums = counts.map(([name]) => [name, this.#counts.get(name) ?? 0]);
    return {
      ...(Object.fromEntries(sums) as Record<CountName, number>),
      cost: this.#cost.toString(),
      latency: {
        total: percentilesOf(this.#sketches.total),
        first_token: percentilesOf(this.#sketches.first_token),
        retrieve: percentilesOf(this.#sketches.retrieve),
        generate: percentilesOf(this.#sketches.generate),
      },
    };
  }

  #count(name: CountName, count: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }
}

function percentilesOf(sketch: SketchBuffer) {
  const [p50, p95, p99] = [sketch.quantile(0.5), sketch.quantile(0.95), sketch.quantile(0.99)];
  return p50 === null || p95 === null || p99 === null ? null : { p50, p95, p99 };
}
