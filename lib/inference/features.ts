/** Figures and kinds drawn from a request when its row is written: what drift, profiles and rollups read when the text is gone. */
import { detectLanguageOfQuestion } from './question-language.ts';
import type { InferenceRecord } from './record.ts';
import { retrievalScore } from './retrieval-score.ts';
import { screenedQuestion } from './screened-question.ts';

/** Columns of `inference`. None holds a word of anybody. */
export interface Features {
  /** Unicode characters. */
  question_chars: number;
  answer_chars: number;
  /** ISO 639-1; null without a question. */
  language: string | null;
  /** How well the best passage fits the question, 0–1; null without retrieval, 0 when nothing was found. */
  retrieval_score: number | null;
  /** Passages handed to the model; null without retrieval. */
  passages: number | null;
  /** Sentences of the answer that were checked, and those that a cited passage supports; null when none was checked. */
  sentences: number | null;
  supported_sentences: number | null;
  /** Noisy-or of the signs of an injection in the question, 0–1; null without a question. */
  injection_score: number | null;
  /** Pieces of personal data that guardrails found, or that stand in the question where there are none. */
  pii_hits: number;
  /** From arrival until an entity began to work; null when none did. Milliseconds. */
  queue_ms: number | null;
  post_process_ms: number | null;
  /** Calls of providers that were made again. */
  retries: number;
}

/** Of a record as it is about to be written, with its text. */
export function featuresOf(record: InferenceRecord): Features {
  const { question, output, retrieved, checks } = record;
  const language = detectLanguageOfQuestion(question);
  const admission = record.spans.find(({ name }) => name === 'admit');
  const after = record.spans.find(({ name, kind }) => name === 'post-process' && kind === 'stage');
  const { injectionScore, piiHits } = screenedQuestion(question);
  return {
    question_chars: charactersOf(question),
    answer_chars: charactersOf(output),
    language,
    retrieval_score: retrieved === null ? null : retrievalScore(question, language, retrieved),
    passages: retrieved?.length ?? null,
    sentences: checks.length === 0 ? null : checks.length,
    supported_sentences:
      checks.length === 0 ? null : checks.filter(({ support }) => support === 'supported').length,
    injection_score: injectionScore,
    pii_hits: Math.max(piiHits, guardedPii(record)),
    queue_ms: admission?.endMs ?? null,
    post_process_ms: after === undefined ? null : after.endMs - after.startMs,
    retries: record.retries ?? 0,
  };
}

/** What was masked before the row was written stands in no text any more. */
function guardedPii({ guardrails }: InferenceRecord): number {
  const hits = guardrails?.hits ?? [];
  return hits.reduce((sum, { guard, count }) => sum + (guard === 'personal-data' ? count : 0), 0);
}

function charactersOf(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}
