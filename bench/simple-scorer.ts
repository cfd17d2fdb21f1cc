import type { ChunkHit } from '../lib/knowledge/schemas.ts';
import { splitSentences, tokensInPlace } from '../lib/text/index.ts';

export interface SimpleAnswer {
  /** The two sentences with most words in common with the question. */
  sentences: string[];
  /** Share of the question's content words in the best sentence, 0–1. */
  overlap: number;
}

/** The reference arm: plain overlap of content words, ties broken by retrieval rank. */
export function answerSimply(
  question: string,
  passages: readonly ChunkHit[],
  language: string,
): SimpleAnswer {
  const asked = termsOf(question, language);
  const scored = passages
    .flatMap(({ text }) => splitSentences(text, language))
    .map((sentence) => {
      const terms = termsOf(sentence, language);
      return { sentence, overlap: [...asked].filter((term) => terms.has(term)).length / (asked.size || 1) };
    })
    .sort((a, b) => b.overlap - a.overlap);
  return {
    sentences: scored.slice(0, 2).map(({ sentence }) => sentence),
    overlap: scored[0]?.overlap ?? 0,
  };
}

function termsOf(text: string, language: string): Set<string> {
  return new Set(tokensInPlace(text, language).flatMap(({ term }) => term ?? []));
}
