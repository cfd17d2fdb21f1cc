import { detectLanguage } from '#lib/knowledge/text/index.ts';

const spanishMark =
  /[¿¡ñ]|(?:^|\s)(?:qu[eé]|cu[aá]l(?:es)?|cu[aá]ndo|d[oó]nde|qui[eé]n(?:es)?|c[oó]mo|cu[aá]nt[oa]s?|por qu[eé]|el|los|las|del|una|es|est[aá]|en)(?=\s|$|\?)/iu;
const englishMark =
  /(?:^|\s)(?:what|when|where|who|whom|whose|which|why|how|is|are|was|were|does|did|do|can|the|of|in|and)(?=\s|$|\?)/iu;

/**
 * The language a question is asked in. Questions are often too short for n-gram profiles, so script and
 * question words decide first.
 * @returns ISO 639-1 code; `en` when nothing tells.
 */
export function languageOf(question: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(question)) return 'ja';
  if (/\p{Script=Han}/u.test(question)) return 'zh';
  const spanish = spanishMark.test(question);
  const english = englishMark.test(question);
  if (spanish !== english) return spanish ? 'es' : 'en';
  const detected = detectLanguage(question);
  if (detected) return detected;
  if (/\p{Script=Arabic}/u.test(question)) return 'ar';
  return 'en';
}
