import { formatCount, threeDigits } from '#components/ui/format.ts';
import type { MetricValue } from '#lib/tracking/schemas.ts';

/** A metric has no known unit: at most three significant digits, whole numbers below a million as they are. */
export function formatMetric(value: MetricValue): string {
  if (typeof value !== 'number') return { NaN: 'NaN', Infinity: '∞', '-Infinity': '−∞' }[value];
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return signed(formatCount(size), value);
  if (size >= 1e6 || size < 1e-4) return signed(size.toExponential(2).replace('e+', 'e'), value);
  return signed(threeDigits(size), value);
}

function signed(text: string, value: number): string {
  return value < 0 ? `−${text}` : text;
}

/** Null for what is no finite number. */
export function finite(value: MetricValue | null): number | null {
  return typeof value === 'number' ? value : null;
}

const lowerWords =
  /(^|[^a-z])(loss|error|err|rmse|mse|mae|mape|wer|cer|fpr|fnr|perplexity|ppl|latency|duration|seconds|time|ms|cost|price|tokens|toxicity|hallucination)(?![a-z])/i;

/** What a metric's name says about which values are better; higher when it says nothing. */
export function usualDirection(key: string): Direction {
  return lowerWords.test(key) ? 'lower' : 'higher';
}

export type Direction = 'higher' | 'lower';

/** Positions of the best value, several when they are equal; none unless two differ. What is no number is never best. */
export function bestOf(values: readonly (MetricValue | null)[], direction: Direction): number[] {
  const numbers = values.map(finite);
  const known = numbers.filter((value) => value !== null);
  if (new Set(known).size < 2) return [];
  const best = direction === 'lower' ? Math.min(...known) : Math.max(...known);
  return numbers.flatMap((value, index) => (value === best ? [index] : []));
}
