import { stemmingLanguage, tokensOf, wordsOf } from './analyse.ts';
import { detectLanguage } from './detect-language.ts';

/** One word of a query with every token that stands for it in some language of the knowledge base. */
export interface QueryWord {
  word: string;
  /** Without repetitions; several only when languages stem the word differently. */
  tokens: string[];
}

/** Longer questions are cut here: past this, words add time and no meaning. */
const maxQueryWords = 256;

/**
 * Analyses a query so that it meets the index in whichever language the text was indexed.
 * A query is too short to tell its language reliably, so a word is stemmed once for every language of the
 * knowledge base that is written in the word's script, and once as text of unknown language would be; the
 * union of the stems is searched. One language in the knowledge base, the common case, gives one stem.
 * @param languages ISO 639-1 codes present in the knowledge base, null for text of unknown language; when
 *   empty the query's own language is guessed.
 */
export function analyseQuery(query: string, languages: readonly (string | null)[]): QueryWord[] {
  const candidates = languages.length === 0 ? [detectLanguage(query)] : languages;
  return wordsOf(query)
    .slice(0, maxQueryWords)
    .map((word) => {
      const stemmedFor = new Set(candidates.map((language) => stemmingLanguage(word, language)));
      const tokens = new Set([...stemmedFor].flatMap((language) => tokensOf(word, language)));
      return { word, tokens: [...tokens] };
    });
}
