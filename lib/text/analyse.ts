import { foldDiacritics, normaliseArabic, normaliseText } from './normalise.ts';
import { defaultLanguageOf, scriptOf, stemmers } from './stemmers.ts';

/** Longer words are serial numbers, hashes or base64; their beginning identifies them well enough. */
const maxTokenChars = 64;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** A knowledge base repeats its words: remembering their tokens makes analysis several times faster. */
const memo = new Map<string, readonly string[]>();
const memoLimit = 50_000;

/**
 * Turns text into the tokens that are indexed: Unicode NFKC, lower case, dictionary word breaks
 * (`Intl.Segmenter`), stemming by language, diacritics folded. A word in another script than its text's
 * language is stemmed by the default of its own script. Chinese and Japanese give overlapping character
 * bigrams beside words, because query and document are not always segmented alike (Nie, Gao, Zhang and Zhou,
 * "On the use of words and n-grams for Chinese information retrieval", 2000).
 * Stop words are kept; ranking weighs them by how common they are.
 * @param language ISO 639-1 code, or null when unknown.
 * @returns tokens in reading order, without white space inside.
 */
export function analyse(text: string, language: string | null): string[] {
  return wordsOf(text).flatMap((word) => tokensOf(word, language));
}

/** Words of a text: normalised, in reading order, punctuation left out; a run of Han or kana is one word. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let cjkEnd = -1;
  for (const { segment, index, isWordLike } of segmenterFor('en').segment(normaliseText(text))) {
    if (!isWordLike) continue;
    const isCjk = scriptOf(segment) === 'cjk';
    const last = words.at(-1);
    if (isCjk && index === cjkEnd && last !== undefined) words[words.length - 1] = last + segment;
    else words.push(segment);
    cjkEnd = isCjk ? index + segment.length : -1;
  }
  return words;
}

/**
 * Tokens of one word from `wordsOf`: its stem, with those of its parts for an identifier such as `max_tokens`;
 * words and bigrams for a run of Chinese or Japanese.
 */
export function tokensOf(word: string, language: string | null): readonly string[] {
  const key = `${language ?? ''} ${word}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const tokens = scriptOf(word) === 'cjk' ? cjkTokens(word, language) : stemsOf(word, language);
  if (memo.size >= memoLimit) memo.clear();
  memo.set(key, tokens);
  return tokens;
}

/** The stemmer that speaks for a word: its text's language when it is written in that script. */
export function stemmingLanguage(word: string, language: string | null): string | null {
  const script = scriptOf(word);
  if (language !== null && stemmers.get(language)?.script === script) return language;
  return defaultLanguageOf[script] ?? null;
}

function stemsOf(word: string, language: string | null): string[] {
  const parts = word.split('_').filter((part) => part !== '');
  const whole = stemOf(word, language);
  return parts.length > 1 ? [whole, ...parts.map((part) => stemOf(part, language))] : [whole];
}

function stemOf(word: string, language: string | null): string {
  const stemmer = stemmers.get(stemmingLanguage(word, language) ?? '');
  const plain = stemmer?.script === 'arabic' ? normaliseArabic(word) : word;
  const possessiveless = /^(\p{L}\.)+\p{L}$/u.test(plain)
    ? plain.replaceAll('.', '')
    : plain.replace(/['’]s?$/u, '');
  const stem = /\p{N}/u.test(plain) ? possessiveless : stemmer?.stem(possessiveless);
  const folded = foldDiacritics(stem || possessiveless || plain);
  return Array.from(folded).slice(0, maxTokenChars).join('');
}

function cjkTokens(run: string, language: string | null): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  const bigrams = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  const segmenter = segmenterFor(language === 'ja' ? 'ja' : 'zh');
  const words = Array.from(segmenter.segment(run), ({ segment }) => segment);
  // A two-character word is a bigram already.
  return [...words.filter((word) => Array.from(word).length !== 2), ...bigrams];
}
