import { stemmingLanguage, tokensOf, wordsOf } from './analyse.ts';
import { detectLanguage } from './detect-language.ts';
import { scriptOf } from './stemmers.ts';
import { stopTokens } from './stop-words.ts';

/** A token to search for. */
export interface QueryTerm {
  token: string;
  /** How often the query says it, function words counting half. */
  weight: number;
  /** A function or question word of the language it was stemmed for. */
  isStopWord: boolean;
}

/** Longer questions are cut here: past this, words add time and no meaning. */
const maxQueryWords = 256;

/**
 * Function words count half: kept because "not", "after" or "between" do tell passages apart, reduced because
 * question words are rare in running text and would look informative. Of 1, ½, ⅓, ⅒ and 0, one half was best
 * or equal on Cranfield and on XQuAD in English, Spanish and Arabic.
 */
const stopWordWeight = 0.5;

/**
 * Analyses a query so that it meets the index in whichever language a text was indexed.
 * A query is too short to tell its language reliably, so a word is stemmed once for every language of the
 * knowledge base that is written in the word's script; the union of the stems is searched. One language in
 * the knowledge base, the common case, gives one stem a word.
 * @param languages ISO 639-1 codes present in the knowledge base, null for text of unknown language; when
 *   empty the query's own language is guessed.
 * @returns distinct tokens in order of first appearance.
 */
export function analyseQuery(query: string, languages: readonly (string | null)[]): QueryTerm[] {
  const candidates = languages.length === 0 ? [detectLanguage(query)] : languages;
  const terms = new Map<string, QueryTerm>();
  for (const word of wordsOf(query).slice(0, maxQueryWords)) {
    for (const { token, isStopWord } of termsOf(word, candidates)) {
      const weight = isStopWord ? stopWordWeight : 1;
      const known = terms.get(token);
      if (known === undefined) terms.set(token, { token, weight, isStopWord });
      else known.weight += weight;
    }
  }
  return [...terms.values()];
}

function termsOf(word: string, languages: readonly (string | null)[]): Omit<QueryTerm, 'weight'>[] {
  const isCjk = scriptOf(word) === 'cjk';
  const stemmedFor = new Set(
    languages.map((language) =>
      isCjk ? (language === 'ja' ? 'ja' : 'zh') : stemmingLanguage(word, language),
    ),
  );
  return [...stemmedFor]
    .flatMap((language) => {
      const stops = stopTokens(language ?? '');
      return tokensOf(word, language).map((token) => ({ token, isStopWord: stops.has(token) }));
    })
    .filter(({ token }, index, all) => isCjk || all.findIndex((term) => term.token === token) === index);
}
