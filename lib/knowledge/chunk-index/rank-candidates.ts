import type { QueryTerm } from '../../text/index.ts';
import type { CollectionStatistics } from './collection-statistics.ts';
import { type Candidate, relevanceModel } from './relevance-model.ts';
import { evidenceOf, WeightedTerms } from './term-evidence.ts';

/** Share of a passage's own evidence beside its whole chunk's. */
const windowWeight = 0.3;

/** Share of the query as asked in the expanded query; the rest is the relevance model. */
const originalQueryShare = 0.7;

/**
 * Re-ranks the candidates of a keyword retrieval, in three steps that use nothing but the candidates'
 * tokens and the collection's statistics:
 * 1. BM25 over the weighted query terms, plus a bonus for saying many of them within one window of text;
 * 2. pseudo-relevance feedback (RM3, Abdul-Jaleel et al., TREC 2004) from the candidates that score best;
 * 3. the feedback terms' BM25 is added.
 * @returns every candidate, best first; ties keep the order of the first retrieval.
 */
export function rankCandidates<Given extends Candidate>(
  candidates: readonly Given[],
  terms: readonly QueryTerm[],
  statistics: CollectionStatistics,
): (Given & { score: number })[] {
  const query = new WeightedTerms(new Map(terms.map(({ token, weight }) => [token, weight])), statistics);
  const first = candidates.map(({ tokens }) => {
    const { bm25, bestWindow } = evidenceOf(tokens, query, statistics);
    return bm25 + windowWeight * bestWindow;
  });
  const expansion = new WeightedTerms(relevanceModel(candidates, first, statistics), statistics);
  const queryWeight = terms.reduce((sum, { weight }) => sum + weight, 0);
  const share = (queryWeight * (1 - originalQueryShare)) / originalQueryShare;
  return candidates
    .map((candidate, at) => ({
      ...candidate,
      score: (first[at] ?? 0) + share * evidenceOf(candidate.tokens, expansion, statistics).bm25,
    }))
    .sort((one, other) => other.score - one.score);
}
