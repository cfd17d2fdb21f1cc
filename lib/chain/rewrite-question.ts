import { languageOfShortText, tokensInPlace } from '#lib/text/index.ts';
import { type FollowUpWords, followUpWords } from './follow-up-words.ts';
import type { ChatTurn } from './schemas.ts';
import { topicOf } from './topic-of.ts';

export interface RewrittenQuestion {
  /** A question that can be understood, and searched for, without the conversation. */
  question: string;
  changed: boolean;
}

/** Longer questions are complete; of longer previous ones, the beginning is carried over. */
const maxFollowUpChars = 200;
const maxCarriedChars = 300;

/**
 * Makes a follow-up question stand alone, by rules: "and in winter?" carries over the question before it,
 * "how heavy is it?" what that one was about. Complete questions, and languages other than English, Spanish,
 * Chinese and Arabic, are left alone. Only the users' questions are looked at, the oldest first, so that a
 * follow-up to a follow-up works.
 */
export function rewriteFromHistory(question: string, turns: readonly ChatTurn[]): RewrittenQuestion {
  let before = '';
  for (const { role, content } of turns) {
    if (role === 'user') before = standAlone(content.trim(), before);
  }
  const rewritten = standAlone(question.trim(), before);
  const changed = rewritten !== question.trim();
  return { question: changed ? rewritten : question, changed };
}

function standAlone(question: string, before: string): string {
  if (before === '' || question === '' || question.length > maxFollowUpChars) return question;
  const language = languageIn(question, before);
  const words = followUpWords.get(language);
  if (words === undefined) return question;
  const content = contentOf(question, words, language);
  const pronoun = pronounIn(question, words, language);
  if (pronoun !== null && content > 0) {
    const topic = topicOf(before, language);
    return topic === '' ? question : withTopic(question, pronoun, topic, language);
  }
  return pronoun !== null || isElliptic(question, words, content)
    ? `${carried(before)}${words.comma}${withoutOpener(question, words)}`
    : question;
}

/** A fragment of two words has no language of its own: the conversation's is more likely, script allowing. */
function languageIn(question: string, before: string): string {
  const own = languageOfShortText(question);
  const earlier = languageOfShortText(before);
  return question.length < 20 && isLatin(question) && isLatin(before) ? earlier : own;
}

function isLatin(text: string): boolean {
  return !/[\p{Script=Han}\p{Script=Arabic}]/u.test(text);
}

/** Number of content words that are not just ways of asking. */
function contentOf(question: string, words: FollowUpWords, language: string): number {
  const rest = withoutOpener(question, words).replace(words.questionWords, ' ');
  return tokensInPlace(rest.replace(words.pronoun, ' '), language).filter(({ term }) => term !== null).length;
}

function isElliptic(question: string, words: FollowUpWords, content: number): boolean {
  if (content === 0 || words.alwaysElliptic.test(question)) return true;
  const rest = withoutOpener(question, words);
  const asks = /[?？؟]\s*$/u.test(question);
  if (words.clause.test(rest)) return words.opener.test(question) && content <= 1;
  if (words.opener.test(question)) return content <= 4;
  return asks && content <= 2 && words.fragment.test(question);
}

interface Pronoun {
  /** UTF-16 offset in the question. */
  index: number;
  word: string;
}

/** A pronoun whose antecedent the question does not hold itself. */
function pronounIn(question: string, words: FollowUpWords, language: string): Pronoun | null {
  if (words.expletive.test(question)) return null;
  const opener = words.opener.exec(question)?.[0].length ?? 0;
  const found = words.pronoun.exec(question.slice(opener));
  if (found === null) return null;
  const index = opener + found.index;
  const head = question.slice(opener, index);
  const boundary = words.boundary.exec(head);
  const pronoun = { index, word: found[0] };
  if (boundary === null) return pronoun;
  const clause = head.slice(0, boundary.index);
  return tokensInPlace(clause, language).some(({ term }) => term !== null) ? null : pronoun;
}

function withoutOpener(question: string, words: FollowUpWords): string {
  return question.replace(words.opener, '').replace(/^¿/u, '');
}

/** English and Chinese take the topic in the pronoun's place; elsewhere it would need inflection. */
function withTopic(question: string, { word, index }: Pronoun, topic: string, language: string): string {
  const after = question.slice(index + word.length);
  const inPlace =
    (language === 'en' && /^(?:it|its|they|them|their|he|him|his|she|her)$/iu.test(word)) ||
    (language === 'zh' && /^[它他她其]/u.test(word));
  if (!inPlace) return `${question} (${topic})`;
  const owns = /^(?:its|their|his|其)$/iu.test(word) || (/^her$/iu.test(word) && /^\s\p{L}/u.test(after));
  const suffix = owns ? (language === 'en' ? '’s' : '的') : '';
  const article = language === 'en' && !/^\p{Lu}|^(?:the|a|an)\s/u.test(topic) ? 'the ' : '';
  return `${question.slice(0, index)}${article}${topic}${suffix}${after}`;
}

function carried(before: string): string {
  const whole = before.replace(/[\s?？؟.。!！]+$/u, '');
  if (whole.length <= maxCarriedChars) return whole;
  return whole.slice(0, maxCarriedChars).replace(/\s+\S*$/u, '');
}
