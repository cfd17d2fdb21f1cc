import { detectAll } from 'tinyld';

/** Letters below which the n-gram profiles of `tinyld` guess more than they know. */
const minLetters = 24;
/** Han, kana, Hangul and the like name their language with far fewer characters. */
const minDenseLetters = 6;
/** A document's language is settled by its first characters; more only costs time. */
const sampleChars = 4000;

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;

/**
 * Tells the language of a text.
 * @returns an ISO 639-1 code, or null when the text is too short or fits no profile.
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, sampleChars);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const denseLetters = sample.match(dense)?.length ?? 0;
  if (letters < minLetters && denseLetters < minDenseLetters) return null;
  const best = detectAll(sample)[0];
  return best?.lang ? best.lang : null;
}
