import { languageOfShortText } from '../text/index.ts';

/** A question names its language at once; profiles of longer texts would cost the write path milliseconds. */
const sampleChars = 160;

/** ISO 639-1; null without letters. */
export function detectLanguageOfQuestion(question: string): string | null {
  const sample = question.slice(0, sampleChars);
  return /\p{L}/u.test(sample) ? languageOfShortText(sample) : null;
}
