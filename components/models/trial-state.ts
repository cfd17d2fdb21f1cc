/** A version being tried: its answer as it is written, and how long that took. */
import {
  type AnswerState,
  failAnswer,
  initialAnswer,
  isOver,
  type NumberedEvent,
  reduceAnswer,
} from '#components/chat/answer-state.ts';
import type { AnswerError, AnswerEvent } from '#lib/serving/schemas.ts';

type Usage = Extract<AnswerEvent, { type: 'finish' }>['usage'];

export interface Trial {
  answer: AnswerState;
  /** Milliseconds from asking to the first word; null before it. */
  firstWordMs: number | null;
  /** Milliseconds from asking to the end; null before it. */
  totalMs: number | null;
  /** Tokens; null before the end. */
  usage: Usage | null;
}

export const initialTrial: Trial = { answer: initialAnswer, firstWordMs: null, totalMs: null, usage: null };

/** Takes one event in, `elapsedMs` after asking. */
export function reduceTrial(trial: Trial, numbered: NumberedEvent, elapsedMs: number): Trial {
  const answer = reduceAnswer(trial.answer, numbered);
  if (answer === trial.answer) return trial;
  const { event } = numbered;
  return {
    answer,
    firstWordMs: trial.firstWordMs ?? (answer.text === '' ? null : elapsedMs),
    totalMs: isOver(answer) ? elapsedMs : null,
    usage: event.type === 'finish' ? event.usage : trial.usage,
  };
}

/** The trial ends here for a reason outside the stream. */
export function failTrial(trial: Trial, error: AnswerError, elapsedMs: number): Trial {
  const answer = failAnswer(trial.answer, error);
  return answer === trial.answer ? trial : { ...trial, answer, totalMs: elapsedMs };
}

/** The person stopped it: what was written stays. */
export function stopTrial(trial: Trial, elapsedMs: number): Trial {
  if (isOver(trial.answer)) return trial;
  return { ...trial, answer: { ...trial.answer, phase: 'done', status: 'stopped' }, totalMs: elapsedMs };
}
