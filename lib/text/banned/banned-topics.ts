import { compilePattern } from '../compile-pattern.ts';

export interface BannedTopic {
  name: string;
  /** Words and phrases, matched whole, whatever their case. */
  words: readonly string[];
  /** RE2 patterns. */
  patterns: readonly string[];
}

/** Scripts written without spaces: a word of theirs has no boundary to look for. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const partOfWord = /[\p{L}\p{N}\p{M}_]/u;

/** Name of the first topic that one of the texts touches; null when none does. */
export function bannedTopicIn(
  { topics }: { topics: readonly BannedTopic[] },
  texts: readonly string[],
): string | null {
  const folded = texts.map(foldForWords);
  const topic = topics.find(
    ({ words, patterns }) =>
      foldedWords(words).some((word) => folded.some((text) => holdsWord(text, word))) ||
      patterns.some((source) => texts.some((text) => compilePattern(source).test(text))),
  );
  return topic?.name ?? null;
}

/** A version's lists are long and never change; folding them again for every request would cost more than the search. */
const foldedLists = new WeakMap<readonly string[], string[]>();

function foldedWords(words: readonly string[]): string[] {
  const known = foldedLists.get(words);
  if (known !== undefined) return known;
  const folded = words.map(foldForWords);
  foldedLists.set(words, folded);
  return folded;
}

/** Compatibility forms, case (`ß` as `ss`), invisible characters and runs of white space made one. */
export function foldForWords(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function holdsWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (
      isEdge(charBefore(text, at), charAt(word, 0)) &&
      isEdge(charBefore(word, word.length), charAt(text, end))
    )
      return true;
  }
  return false;
}

/** Whether a word may end between two characters: one of them is no letter, or their script has no spaces. */
function isEdge(before: string, after: string): boolean {
  if (!partOfWord.test(before) || !partOfWord.test(after)) return true;
  return unspaced.test(before) || unspaced.test(after);
}

function charAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function charBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  return low >= 0xdc00 && low <= 0xdfff ? charAt(text, index - 2) : text.charAt(index - 1);
}
