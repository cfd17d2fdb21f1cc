import { type BannedTopic, foldForWords } from '#lib/text/banned/banned-topics.ts';

/** Folded once for each list; policies in force never change. */
const longPhrases = new WeakMap<readonly BannedTopic[], string[]>();

/** Phrases that may lie across segments: of several words, or in a script whose every character is a segment. */
function phrasesOf(topics: readonly BannedTopic[]): string[] {
  const known = longPhrases.get(topics);
  if (known !== undefined) return known;
  const phrases = topics.flatMap(({ words }) => words.map(foldForWords)).filter((word) => word.length > 1);
  longPhrases.set(topics, phrases);
  return phrases;
}

/** How many of the last segments a banned phrase may have begun in without having ended yet. */
export function phraseStart(segments: readonly string[], topics: readonly BannedTopic[]): number {
  const phrases = phrasesOf(topics);
  const longest = phrases.reduce((max, phrase) => Math.max(max, phrase.length), 0);
  let keep = 0;
  let tail = '';
  for (let count = 1; count <= segments.length; count++) {
    const segment = segments.at(-count) ?? '';
    tail = foldForWords(segment + segments.slice(segments.length - count + 1).join(''));
    const first = foldForWords(segment).length;
    if (startsPhrase(tail, first, phrases)) keep = count;
    if (tail.length - first > longest) break;
  }
  return keep;
}

/** Whether the rest of `tail` from one of its first characters on is the beginning of a phrase, but not all of it. */
function startsPhrase(tail: string, first: number, phrases: readonly string[]): boolean {
  for (let at = 0; at < first; at++) {
    const rest = tail.slice(at);
    if (phrases.some((phrase) => phrase.length > rest.length && phrase.startsWith(rest))) return true;
  }
  return false;
}
