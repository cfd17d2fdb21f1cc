import { languageOfShortText, sentenceSpans } from '#lib/text/index.ts';
import type { PostprocessStep, PreprocessStep } from '../schemas.ts';
import type { AnswerDraft, QuestionDraft, StepOutcome } from './step-contract.ts';

type QuestionStep = Extract<PreprocessStep, { step: 'limit-length' }>;
type AnswerStep = Extract<PostprocessStep, { step: 'limit-length' }>;

export function limitQuestion(step: QuestionStep, draft: QuestionDraft): StepOutcome<QuestionDraft> {
  const chars = draft.question.length;
  if (chars <= step.maxChars) return { draft, detail: { chars, limited: false } };
  const detail = { chars, limited: true, maxChars: step.maxChars };
  if (step.action === 'decline') return { draft, detail, decline: step.message };
  return { draft: { ...draft, question: wholeChars(draft.question, step.maxChars).trimEnd() }, detail };
}

export function limitAnswer(step: AnswerStep, draft: AnswerDraft): StepOutcome<AnswerDraft> {
  const chars = draft.text.length;
  if (chars <= step.maxChars) return { draft, detail: { chars, limited: false } };
  const text = afterWholeSentence(draft.text, step.maxChars);
  return { draft: { ...draft, text }, detail: { chars, limited: true, left: text.length } };
}

/** Only the last sentence matters: what lies further before the limit is not read. */
const maxSentenceChars = 10_000;

/** At most `maxChars` of the text, cut after a sentence and its markers, else after a word, else between characters. */
function afterWholeSentence(text: string, maxChars: number): string {
  const from = Math.max(0, maxChars - maxSentenceChars);
  // A sentence is told by what follows it, so a little more than the limit is read.
  const sample = text.slice(from, maxChars + 1000);
  const ends = sentenceSpans(sample, languageOfShortText(sample))
    .map(({ end }) => end + (/^(?:\s*\[\d+\])+/u.exec(sample.slice(end, end + 200))?.[0].length ?? 0))
    .map((end) => from + end)
    .filter((end) => end <= maxChars);
  const head = text.slice(0, ends.at(-1) ?? 0).trimEnd() || afterWord(text, maxChars);
  const fences = [...head.matchAll(/^ {0,3}(?:`{3,}|~{3,})/gmu)];
  // Half a code block would swallow whatever stands after the answer.
  const open = fences.length % 2 === 1 ? fences.at(-1)?.index : undefined;
  return (open !== undefined && head.slice(0, open).trimEnd()) || head;
}

function afterWord(text: string, maxChars: number): string {
  const head = wholeChars(text, maxChars);
  const words = /\s/u.test(text.charAt(maxChars)) ? head : head.replace(/(?<!\s)\s+\S*$/u, '');
  return (words.trim() === '' ? head : words).replace(/(?<!\s)\s*\[\d*$/u, '').trimEnd();
}

/** The first `maxChars` UTF-16 code units, never half of a surrogate pair. */
function wholeChars(text: string, maxChars: number): string {
  return text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/u, '');
}
