import type { QueryTerm } from '../text/analyse-query.ts';
import type { CollectionStatistics } from './collection-statistics.ts';
import { type Candidate, type CountedCandidate, relevanceModel } from './relevance-model.ts';

export interface RankedCandidate {
  id: string;
  score: number;
}

/** Weights of tokens, by token. */
export type TermWeights = ReadonlyMap<string, number>;

/** BM25's usual parameters, the ones LanceDB's own index uses (Robertson and Zaragoza, 2009). */
const k1 = 1.2;
const b = 0.75;

/** Tokens that hold one thought: about a sentence. */
const windowTokens = 20;
/** Share of a passage's own evidence beside its whole chunk's. */
const windowWeight = 0.3;

/** Share of the query as asked in the expanded query; the rest is the relevance model. */
const originalQueryShare = 0.7;

/**
 * Re-ranks the candidates of a keyword retrieval, in three steps that use nothing but the candidates'
 * tokens and the collection's statistics:
 * 1. BM25 over the weighted query terms, plus a bonus for saying many of them within one window of text;
 * 2. pseudo-relevance feedback (RM3, Abdul-Jaleel et al., TREC 2004) from the candidates that score best;
 * 3. BM25 over the expanded query, with the bonus of step 1.
 * @returns every candidate, best first; ties keep the order of the first retrieval.
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  terms: readonly QueryTerm[],
  statistics: CollectionStatistics,
): RankedCandidate[] {
  const counted = candidates.map((candidate) => ({ ...candidate, counts: countOf(candidate.tokens) }));
  const query: TermWeights = new Map(terms.map(({ token, weight }) => [token, weight]));
  const bonuses = counted.map(({ tokens }) => windowWeight * bestWindow(tokens, query, statistics));
  const first = counted.map((candidate, at) => bm25(candidate, query, statistics) + (bonuses[at] ?? 0));
  const total = [...query.values()].reduce((sum, weight) => sum + weight, 0);
  const expansion = relevanceModel(counted, first, statistics);
  const share = (total * (1 - originalQueryShare)) / originalQueryShare;
  const expanded = new Map(query);
  for (const [token, weight] of expansion) expanded.set(token, (expanded.get(token) ?? 0) + share * weight);
  return counted
    .map((candidate, at) => ({
      id: candidate.id,
      score: bm25(candidate, expanded, statistics) + (bonuses[at] ?? 0),
    }))
    .sort((one, other) => other.score - one.score);
}

function countOf(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function bm25(candidate: CountedCandidate, query: TermWeights, statistics: CollectionStatistics): number {
  const lengthFactor = k1 * (1 - b + (b * candidate.tokens.length) / statistics.averageLength);
  let score = 0;
  for (const [token, weight] of query) {
    const count = candidate.counts.get(token);
    if (count === undefined) continue;
    score +=
      (weight * statistics.inverseDocumentFrequency(token) * count * (k1 + 1)) / (count + lengthFactor);
  }
  return score;
}

/**
 * The largest weight of distinct query terms that stand within `windowTokens` tokens of each other: passage
 * evidence (Callan, SIGIR 1994), which tells a chunk that answers from one that only mentions the words.
 */
function bestWindow(tokens: readonly string[], query: TermWeights, statistics: CollectionStatistics): number {
  const inside = new Map<string, number>();
  let weight = 0;
  let best = 0;
  const shift = (token: string | undefined, by: 1 | -1): void => {
    const queryWeight = token === undefined ? undefined : query.get(token);
    if (token === undefined || queryWeight === undefined) return;
    const before = inside.get(token) ?? 0;
    inside.set(token, before + by);
    const changes = by === 1 ? before === 0 : before === 1;
    if (changes) weight += by * queryWeight * statistics.inverseDocumentFrequency(token);
  };
  for (const [at, token] of tokens.entries()) {
    shift(token, 1);
    shift(tokens[at - windowTokens], -1);
    best = Math.max(best, weight);
  }
  return best;
}
