import type { ChatTurn, ExecutableChain } from '../chain/schemas.ts';
import { AppError } from '../platform/errors.ts';

/** Splits a conversation into history and the question, which is its last turn. */
export function readTurns(turns: readonly ChatTurn[]): { history: ChatTurn[]; question: string } {
  const last = turns.at(-1);
  if (last?.role !== 'user' || last.content.trim() === '') {
    throw new AppError('invalid', 'The last message must be a question of the user with some text in it.');
  }
  return { history: turns.slice(0, -1), question: last.content };
}

/** The input signature of a version: refuses what it was not made for. */
export function assertInputFits(chain: ExecutableChain, question: string): void {
  const limit = chain.input.maxQuestionChars;
  if (question.length <= limit) return;
  throw new AppError(
    'too_large',
    `The question has ${question.length.toLocaleString('en')} characters; this application accepts ${limit.toLocaleString('en')}. Shorten it, or put long texts into the knowledge base.`,
    { reason: 'question_too_long' },
  );
}
