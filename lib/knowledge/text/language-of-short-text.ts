import { detectLanguage } from './detect-language.ts';

const spanishMark =
  /[¿¡ñ]|(?:^|\s)(?:qu[eé]|cu[aá]l(?:es)?|cu[aá]ndo|d[oó]nde|qui[eé]n(?:es)?|c[oó]mo|cu[aá]nt[oa]s?|por qu[eé]|el|los|las|del|una|es|est[aá]|en)(?=\s|$|\?)/iu;
const englishMark =
  /(?:^|\s)(?:what|when|where|who|whom|whose|which|why|how|is|are|was|were|does|did|do|can|the|of|in|and)(?=\s|$|\?)/iu;

/**
 * The language of a question or a sentence. They are often too short for n-gram profiles, so script and common
 * words decide first.
 * @returns ISO 639-1 code; `en` when nothing tells.
 */
export function languageOfShortText(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  const spanish = spanishMark.test(text);
  const english = englishMark.test(text);
  if (spanish !== english) return spanish ? 'es' : 'en';
  const detected = detectLanguage(text);
  if (detected) return detected;
  if (/\p{Script=Arabic}/u.test(text)) return 'ar';
  return 'en';
}
