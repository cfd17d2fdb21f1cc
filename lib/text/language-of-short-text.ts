import { detectAll } from 'tinyld';
import { detectLanguage } from './detect-language.ts';
import { isFunctionWord } from './function-words.ts';
import { foldWord } from './tokens-in-place.ts';

const spanishMark =
  /[¿¡ñ]|(?<!\p{L})(?:qué|cuál(?:es)?|cuándo|dónde|quién(?:es)?|cómo|cuánt[oa]s?)(?!\p{L})/iu;
/** Share of function words from which a text is taken to be in their language. */
const tellingShare = 0.25;
const sampleChars = 2000;

/**
 * The language of a question or a sentence. They are often too short for n-gram profiles, so script, Spanish
 * marks and the share of function words decide first.
 * @returns ISO 639-1 code; `en` when nothing tells.
 */
export function languageOfShortText(text: string): string {
  const sample = text.slice(0, sampleChars);
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return 'ja';
  if (mostlyIn(/\p{Script=Han}/gu, sample)) return 'zh';
  if (spanishMark.test(sample)) return 'es';
  const [english, spanish] = [functionShare(sample, 'en'), functionShare(sample, 'es')];
  const [likely, share] = spanish > english ? (['es', spanish] as const) : (['en', english] as const);
  if (share >= tellingShare && (likely === 'en' || amongProfiles(sample, likely))) return likely;
  const detected = detectLanguage(sample);
  if (detected !== null) return detected;
  return mostlyIn(/\p{Script=Arabic}/gu, sample) ? 'ar' : 'en';
}

/** Asked last: profiles of n-grams cost far more than looking up words. */
function amongProfiles(sample: string, language: string): boolean {
  return detectAll(sample)
    .slice(0, 3)
    .some(({ lang }) => lang === language);
}

/** A Han character says about as much as three letters of an alphabet. */
function mostlyIn(script: RegExp, text: string): boolean {
  return 3 * (text.match(script)?.length ?? 0) > (text.match(/\p{Script=Latin}/gu)?.length ?? 0);
}

function functionShare(text: string, language: string): number {
  const words = text.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if (words.length === 0) return 0;
  return words.filter((word) => isFunctionWord(foldWord(word), language)).length / words.length;
}
