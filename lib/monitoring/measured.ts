/** From what was counted to the value of a metric: the one list of formulas. Pure. */
import type { Aggregation, MetricName } from './metric-catalogue.ts';
import type { Measured } from './metric-schemas.ts';
import { type CounterName, type DistributionName, scaleOf } from './rollups/measures.ts';
import type { SketchBuffer } from './rollups/sketch-buffer.ts';

export type Counted = (name: CounterName) => number;

interface Formula {
  needs: readonly CounterName[];
  measure(counted: Counted): Measured;
}

function share(over: number, under: number, count = under): Measured {
  return { value: under > 0 ? over / under : null, count };
}

/** Refused requests were never served: they can neither fail nor be declined. */
const served = (counted: Counted) => counted('requests') - counted('refused');
const ofServed = (name: CounterName): Formula => ({
  needs: ['requests', 'refused', name],
  measure: (counted) => share(counted(name), served(counted)),
});

const ratios = {
  error_rate: ofServed('errors'),
  declined_rate: ofServed('declined'),
  refused_rate: {
    needs: ['requests', 'refused'],
    measure: (counted) => share(counted('refused'), counted('requests')),
  },
  fallback_rate: ofServed('fallbacks'),
  cache_hit_rate: ofServed('cache_hits'),
  satisfaction: {
    needs: ['thumbs_up', 'thumbs_down'],
    measure: (counted) => share(counted('thumbs_up'), counted('thumbs_up') + counted('thumbs_down')),
  },
  stars: {
    needs: ['stars_sum', 'stars_count'],
    measure: (counted) => share(counted('stars_sum'), counted('stars_count')),
  },
  support_rate: {
    needs: ['sentences', 'supported_sentences'],
    measure: (counted) => share(counted('supported_sentences'), counted('sentences')),
  },
  guardrail_rate: {
    needs: ['requests', 'guarded'],
    measure: (counted) => share(counted('guarded'), counted('requests')),
  },
  cost_per_request: ofServed('cost'),
  cost_per_helpful_answer: {
    needs: ['requests', 'refused', 'errors', 'declined', 'cost', 'thumbs_up', 'thumbs_down'],
    measure: (counted) => {
      const ratings = counted('thumbs_up') + counted('thumbs_down');
      const answers = served(counted) - counted('errors') - counted('declined');
      const helpful = ratings > 0 ? (answers * counted('thumbs_up')) / ratings : 0;
      return share(counted('cost'), helpful, ratings);
    },
  },
} as const satisfies Partial<Record<MetricName, Formula>>;

const counts: readonly CounterName[] = [
  'requests',
  'errors',
  'declined',
  'stopped',
  'refused',
  'fallbacks',
  'retries',
  'cache_hits',
  'thumbs_up',
  'thumbs_down',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost',
];

/**
 * The formula of a count or a ratio. A count of nothing is zero; a ratio of nothing is null. `count` is how many requests (of
 * satisfaction: thumbs; of support: sentences) the value rests on.
 */
export function formulaOf(metric: MetricName): Formula | null {
  if (metric in ratios) return ratios[metric as keyof typeof ratios];
  const counter = counts.find((name) => name === metric);
  if (counter === undefined) return null;
  return {
    needs: [...new Set<CounterName>(['requests', counter])],
    measure: (counted) => ({ value: counted(counter), count: counted('requests') }),
  };
}

/** Sum per second. */
export function rateOf({ value, count }: Measured, seconds: number): Measured {
  return { value: value === null || seconds <= 0 ? null : value / seconds, count };
}

const shares: Partial<Record<Aggregation, number>> = { p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 };

/** One figure of a distribution, in its unit. */
export function figureOf(
  sketch: SketchBuffer,
  name: DistributionName,
  aggregation: Aggregation,
  threshold: number | undefined,
): Measured {
  const count = sketch.total;
  const q = shares[aggregation];
  if (q !== undefined) return { value: sketch.quantile(q), count };
  if (aggregation === 'count') return { value: count, count };
  if (aggregation === 'share_at_most') return { value: sketch.shareAtMost(threshold ?? 0), count };
  return { value: count === 0 ? null : sketch.sum / scaleOf(name) / count, count };
}
