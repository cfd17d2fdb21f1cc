import { stopTokens } from '../../text/index.ts';
import type { CollectionStatistics } from './collection-statistics.ts';

/** A chunk found by the first, cheap retrieval. */
export interface Candidate {
  id: string;
  /** Indexed tokens in reading order. */
  tokens: readonly string[];
}

/** Lavrenko and Croft's usual choices. */
const feedbackChunks = 10;
const feedbackTerms = 20;

/** Words in more chunks than this say nothing of a subject. */
const commonShare = 0.1;

/**
 * RM1 of Lavrenko and Croft (SIGIR 2001): P(w|R) ∝ Σ_D P(w|D) · P(Q|D) over the chunks that score best.
 * BM25 approximates a log-odds of relevance, so P(Q|D) is taken as its exponential rather than the score
 * itself. Where one chunk stands out, it alone speaks and the ranking stays as it is; where many are close,
 * they all do. This keeps feedback from spoiling questions whose answer was already on top.
 * @param scores first scores, in the order of `candidates`.
 * @returns weights of the strongest tokens, summing to 1; empty when there are none.
 */
export function relevanceModel(
  candidates: readonly Candidate[],
  scores: readonly number[],
  statistics: CollectionStatistics,
): Map<string, number> {
  const best = candidates
    .map((candidate, at) => ({ candidate, score: scores[at] ?? 0 }))
    .sort((one, other) => other.score - one.score)
    .slice(0, feedbackChunks);
  const top = best[0]?.score ?? 0;
  const stops = statistics.languages.map((language) => stopTokens(language ?? 'en'));
  const weights = new Map<string, number>();
  for (const { candidate, score } of best) {
    const likelihood = Math.exp(score - top) / Math.max(1, candidate.tokens.length);
    for (const token of candidate.tokens) weights.set(token, (weights.get(token) ?? 0) + likelihood);
  }
  const strongest = [...weights]
    .filter(([token]) => !isCommon(token, statistics) && !stops.some((tokens) => tokens.has(token)))
    .sort(([, one], [, other]) => other - one)
    .slice(0, feedbackTerms);
  const total = strongest.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(strongest.map(([token, weight]) => [token, weight / total]));
}

function isCommon(token: string, statistics: CollectionStatistics): boolean {
  return statistics.documentFrequency(token) > commonShare * statistics.documents;
}
