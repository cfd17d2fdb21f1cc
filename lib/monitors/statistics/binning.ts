/** The same bins for two samples, so that their shapes can be compared. */
import { quantile } from './moments.ts';

export interface Binned {
  /** Inner edges: bin i holds values above edge i − 1 and up to edge i; the first and last are open. */
  edges: number[];
  a: number[];
  b: number[];
}

/**
 * Ten bins of equal frequency in `a`, the baseline: the industry's rule for the population stability index. Equal edges of
 * tied values fall together. A constant baseline gives the bins below, at and above its value.
 */
export function quantileBins(a: ArrayLike<number>, b: ArrayLike<number>, bins = 10): Binned {
  const wanted = Array.from({ length: bins - 1 }, (_, i) => quantile(a, (i + 1) / bins));
  const edges = [...new Set(wanted)];
  const [first, last] = [a[0] ?? 0, a[a.length - 1] ?? 0];
  const inner = first === last ? [below(first), first] : edges;
  return count(a, b, inner);
}

/** Bins of equal width between the outermost percentiles of both, for drawing. */
export function equalBins(a: ArrayLike<number>, b: ArrayLike<number>, bins = 20): Binned {
  const low = Math.min(quantile(a, 0.01), quantile(b, 0.01));
  const high = Math.max(quantile(a, 0.99), quantile(b, 0.99));
  if (!(high > low)) return count(a, b, [low]);
  const edges = Array.from({ length: bins - 1 }, (_, i) => low + ((high - low) * (i + 1)) / bins);
  return count(a, b, [...new Set(edges)]);
}

/** The next smaller number, near enough. */
const below = (value: number): number => value - Math.max(Math.abs(value), 1e-300) * Number.EPSILON;

function count(a: ArrayLike<number>, b: ArrayLike<number>, edges: number[]): Binned {
  return { edges, a: countInto(a, edges), b: countInto(b, edges) };
}

/** Values are sorted, so one walk does. */
function countInto(sorted: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  for (let i = 0; i < sorted.length; i++) {
    while (bin < edges.length && (sorted[i] ?? 0) > (edges[bin] ?? 0)) bin++;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
