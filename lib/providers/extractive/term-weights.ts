import type { Question } from './read-question.ts';

/** Even a term that every sentence holds says a little. */
const floor = 0.15;
/** Words that frame a question count less than what it is about. */
const frameFactor = 0.3;

/**
 * Weight of each question term: its inverse frequency among the retrieved sentences (BM25's, scaled so that a
 * term found nowhere has 1).
 * @param strengths for every sentence, how well it matches each term.
 */
export function termWeights(question: Question, strengths: readonly Float64Array[]): Float64Array {
  const count = strengths.length;
  const most = Math.log(1 + (count + 0.5) / 0.5);
  return Float64Array.from(question.terms, ({ frame }, index) => {
    const found = strengths.filter((strength) => (strength[index] ?? 0) > 0).length;
    const rarity = Math.log(1 + (count - found + 0.5) / (found + 0.5)) / most;
    return Math.max(floor, rarity) * (frame ? frameFactor : 1);
  });
}

/** Weighted share of the terms that `strengths` covers, 0–1; 0 for a question without terms. */
export function coverage(weights: Float64Array, strengths: Float64Array): number {
  let covered = 0;
  let total = 0;
  for (const [index, weight] of weights.entries()) {
    covered += weight * (strengths[index] ?? 0);
    total += weight;
  }
  return total === 0 ? 0 : covered / total;
}
