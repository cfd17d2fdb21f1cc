/** What one text holds that a stage's policy is about. Pure. */
import { bannedTopicIn } from '#lib/text/banned/banned-topics.ts';
import { detectLanguage, languageOfShortText } from '#lib/text/index.ts';
import { screenInjection } from '#lib/text/injection/screen-injection.ts';
import { type LocatedPii, locatePii } from '#lib/text/personal-data/locate-pii.ts';
import { maskPii } from '#lib/text/personal-data/mask-pii.ts';
import { type PiiKind, piiKinds, type StagePolicy } from './schemas.ts';

const injectionThreshold = 0.5;
const excerptChars = 80;

/** Kinds with one of these actions. */
export function kindsWith(stage: StagePolicy, actions: readonly string[]): PiiKind[] {
  return piiKinds.filter((kind) => actions.includes(stage.personalData[kind]));
}

/** Every form has a digit or an at sign: words alone cost nothing. */
export function locate(text: string, kinds: readonly PiiKind[]): LocatedPii[] {
  return kinds.length === 0 || !/[\p{N}@＠]/u.test(text) ? [] : locatePii(text, kinds);
}

/** Names of the signals when the text is an attempt on the instructions; null when not. */
export function injectionIn(text: string): string | null {
  const { score, signals } = screenInjection(text);
  return score >= injectionThreshold ? signals.join(', ') : null;
}

export function bannedIn({ banned }: StagePolicy, text: string): string | null {
  return banned.topics.length === 0 ? null : bannedTopicIn(banned, [text]);
}

/** The language of the text when it is certain and not allowed. */
export function foreignLanguage({ languages }: StagePolicy, text: string): string | null {
  if (languages.allowed.length === 0) return null;
  const language = languageOfShortText(text);
  // `languageOfShortText` says English when nothing tells.
  const certain = language !== 'en' || detectLanguage(text) !== null;
  return certain && !languages.allowed.includes(language) ? language : null;
}

/** A few words around a place, without any personal data and on one line. */
export function excerptOf(text: string, start = 0, end = start): string {
  const from = Math.max(0, start - excerptChars);
  const to = Math.min(text.length, end + excerptChars);
  // Masked before it is cut: half a number is no longer found.
  const around = text.slice(Math.max(0, from - 400), to + 400);
  const masked = maskPii(around, piiKinds).text.replaceAll(/\s+/gu, ' ').toWellFormed();
  if (masked.length <= 2 * excerptChars + 40) return masked.trim();
  const middle = Math.round(((start + end) / 2 - Math.max(0, from - 400)) * (masked.length / around.length));
  const left = Math.max(0, Math.min(middle - excerptChars, masked.length - 2 * excerptChars));
  return `${left > 0 ? '…' : ''}${masked.slice(left, left + 2 * excerptChars).toWellFormed()}…`.trim();
}
