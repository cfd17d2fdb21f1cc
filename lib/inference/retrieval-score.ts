import type { ChunkHit } from '../chain/schemas.ts';
import { analyse, analyseQuery } from '../text/index.ts';

/** The best by meaning may not be the best by words; further down nothing better comes. */
const judgedHits = 2;
const judgedChars = 2000;

/**
 * How well the best passage fits the question, 0–1 and comparable between questions, as ranking scores are not: the cosine
 * of their embeddings where vectors were searched, else the share of the question's content words that the passage holds.
 */
export function retrievalScore(question: string, language: string | null, hits: readonly ChunkHit[]): number {
  const cosines = hits.flatMap(({ scores }) => scores.vector ?? []);
  if (cosines.length > 0) return Math.min(1, Math.max(0, ...cosines));
  const wanted = contentTokens(question, language);
  if (wanted.size === 0) return 0;
  const shares = hits.slice(0, judgedHits).map(({ text, headingPath }) => {
    const tokens = new Set(analyse(`${headingPath.join(' ')} ${text.slice(0, judgedChars)}`, language));
    return [...wanted].filter((token) => tokens.has(token)).length / wanted.size;
  });
  return Math.max(0, ...shares);
}

function contentTokens(question: string, language: string | null): Set<string> {
  const terms = analyseQuery(question.slice(0, judgedChars), [language]);
  const content = terms.filter(({ isStopWord }) => !isStopWord);
  return new Set((content.length > 0 ? content : terms).map(({ token }) => token));
}
