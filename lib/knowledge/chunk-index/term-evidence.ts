import type { CollectionStatistics } from './collection-statistics.ts';

/** BM25's usual parameters, the ones LanceDB's own index uses (Robertson and Zaragoza, 2009). */
const k1 = 1.2;
const b = 0.75;

/** Tokens that hold one thought: about a sentence. */
const windowTokens = 20;

/** Terms to look for, each with its weight times its inverse document frequency, in a fixed order. */
export class WeightedTerms {
  readonly positions = new Map<string, number>();
  readonly weights: number[] = [];

  /** @param weights of tokens, by token. */
  constructor(weights: ReadonlyMap<string, number>, statistics: CollectionStatistics) {
    for (const [token, weight] of weights) {
      this.positions.set(token, this.weights.length);
      this.weights.push(weight * statistics.inverseDocumentFrequency(token));
    }
  }
}

export interface TermEvidence {
  bm25: number;
  /**
   * The largest weight of distinct terms that stand within 20 tokens of each other: passage evidence (Callan,
   * SIGIR 1994), which tells a chunk that answers from one that only mentions the words.
   */
  bestWindow: number;
}

/** Looks for the terms in a chunk's tokens, in one pass. */
export function evidenceOf(
  tokens: readonly string[],
  { positions, weights }: WeightedTerms,
  { averageLength }: CollectionStatistics,
): TermEvidence {
  const counts = new Uint32Array(weights.length);
  /** Occurrences so far, oldest first; those before `oldest` have left the window. */
  const seen: { term: number; at: number }[] = [];
  const inside = new Uint32Array(weights.length);
  let oldest = 0;
  let window = 0;
  let bestWindow = 0;
  for (const [at, token] of tokens.entries()) {
    const term = positions.get(token);
    if (term === undefined) continue;
    seen.push({ term, at });
    counts[term] = (counts[term] ?? 0) + 1;
    inside[term] = (inside[term] ?? 0) + 1;
    if (inside[term] === 1) window += weights[term] ?? 0;
    for (
      let first = seen[oldest];
      first !== undefined && first.at <= at - windowTokens;
      first = seen[oldest]
    ) {
      inside[first.term] = (inside[first.term] ?? 0) - 1;
      if (inside[first.term] === 0) window -= weights[first.term] ?? 0;
      oldest++;
    }
    bestWindow = Math.max(bestWindow, window);
  }
  const saturation = k1 * (1 - b + (b * tokens.length) / averageLength);
  const bm25 = weights.reduce((sum, weight, term) => {
    const count = counts[term] ?? 0;
    return sum + (weight * count * (k1 + 1)) / (count + saturation);
  }, 0);
  return { bm25, bestWindow };
}
