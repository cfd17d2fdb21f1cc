import { tokensOf } from './analyse.ts';
import { isFunctionWord, isHanFunction } from './function-words.ts';
import { foldDiacritics, normaliseArabic, normaliseText } from './normalise.ts';
import { baseForm, digitsOf, withoutArabicPrefix } from './word-forms.ts';

/** A word, a number or a pair of Han characters where it stands in a text. */
export interface PlacedToken {
  /** Stem to compare by; null for a function word. */
  term: string | null;
  /** UTF-16 offsets into the text, end excluded. */
  start: number;
  end: number;
  kind: 'word' | 'number' | 'han';
  /** Begins with a capital letter. */
  capital: boolean;
}

const pattern =
  /\p{Script=Han}+|\p{Nd}+(?:[.,٫٬]\p{Nd}+)*(?:(?:['’]?s|st|nd|rd|th)(?![\p{L}\p{M}]))?|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:['’](?!\p{Script=Han})\p{L}+)?/gu;

const stems = new Map<string, string | null>();
const memoLimit = 50_000;

/**
 * Tokens of a text with their offsets, in reading order, for comparing texts word by word.
 * Unlike `analyse`, which feeds the index, function words are marked and Han runs give pairs alone.
 * @param language ISO 639-1 code, or null when unknown.
 */
export function tokensInPlace(text: string, language: string | null): PlacedToken[] {
  const tokens: PlacedToken[] = [];
  for (const match of text.matchAll(pattern)) {
    const word = match[0];
    if (/^\p{Script=Han}/u.test(word)) pushHanPairs(tokens, word, match.index);
    else tokens.push(tokenOf(word, match.index, language));
  }
  return tokens;
}

function tokenOf(word: string, start: number, language: string | null): PlacedToken {
  const number = /\p{Nd}/u.test(word);
  return {
    term: number ? normaliseNumber(word) : stemOf(word, language),
    start,
    end: start + word.length,
    kind: number ? 'number' : 'word',
    capital: /^\p{Lu}/u.test(word),
  };
}

/** `1,200` and `1200`, `٥` and `5`, `1970s` and `1970`, `2nd` and `2` are the same number. */
function normaliseNumber(word: string): string {
  const western = normaliseText(word).replace(/[٠-٩۰-۹]/gu, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
  return western
    .replace(/[,٬](?=\p{Nd}{3}(?!\p{Nd}))/gu, '')
    .replaceAll('٫', '.')
    .replace(/(?<=\d)(?:['’]?s|st|nd|rd|th)$/u, '');
}

function stemOf(word: string, language: string | null): string | null {
  const key = `${language ?? ''} ${word}`;
  const known = stems.get(key);
  if (known !== undefined) return known;
  const folded = foldWord(word);
  const stem = isFunctionWord(folded, language) ? null : comparable(word, folded, language);
  if (stems.size >= memoLimit) stems.clear();
  stems.set(key, stem);
  return stem;
}

function comparable(word: string, folded: string, language: string | null): string {
  const number = digitsOf(folded, language);
  if (number !== null) return number;
  const base = baseForm(folded, language);
  const stem = tokensOf(base === folded ? normaliseText(word) : base, language)[0] ?? folded;
  return language === 'ar' ? withoutArabicPrefix(stem) : stem;
}

/** A word in the form word lists are written in: lower case, straight apostrophes, no diacritics. */
export function foldWord(word: string): string {
  return foldDiacritics(normaliseArabic(normaliseText(word))).replaceAll('’', "'");
}

function pushHanPairs(tokens: PlacedToken[], run: string, offset: number): void {
  const size = run.length === 1 ? 1 : 2;
  for (let i = 0; i + size <= run.length; i++) {
    const pair = run.slice(i, i + size);
    const term = isHanFunction(pair) ? null : pair;
    tokens.push({ term, start: offset + i, end: offset + i + size, kind: 'han', capital: false });
  }
}
