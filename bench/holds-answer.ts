import type { XquadLanguage } from './xquad.ts';

/** Whether a text holds one of the gold answers as whole words; case and punctuation aside, as in SQuAD. */
export function holdsAnswer(text: string, answers: readonly string[], language: XquadLanguage): boolean {
  const haystack = normalise(text, language);
  return answers.some((answer) => haystack.includes(normalise(answer, language)));
}

function normalise(text: string, language: XquadLanguage): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
  return language === 'zh' ? words.replaceAll(' ', '') : ` ${words} `;
}
