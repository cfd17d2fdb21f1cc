import type { ChatTurn, ExecutableChain } from '../chain/schemas.ts';
import { AppError } from '../platform/errors.ts';

export interface Conversation {
  history: ChatTurn[];
  question: string;
  /** Turns after the question: calls of tools and what they gave. */
  following: ChatTurn[];
}

/**
 * Splits a conversation at its question: the last turn, or, when that is what a tool gave, the user's last one before.
 * Throws `invalid`, naming the turn.
 */
export function readTurns(turns: readonly ChatTurn[]): Conversation {
  const last = turns.at(-1);
  assertToolsWereCalled(turns);
  const at = last?.role === 'tool' ? turns.findLastIndex(({ role }) => role === 'user') : turns.length - 1;
  const asked = turns[at];
  if (asked?.role !== 'user' || asked.content.trim() === '') {
    throw mistake(
      Math.max(0, at),
      'The last message must be a question of the user with some text in it, or the result of a tool called for one.',
    );
  }
  return { history: turns.slice(0, at), question: asked.content, following: turns.slice(at + 1) };
}

/** Providers refuse results of calls that nobody made, each in words of its own. */
function assertToolsWereCalled(turns: readonly ChatTurn[]): void {
  const called = new Set<string | undefined>();
  for (const [at, { role, toolCalls, toolCallId }] of turns.entries()) {
    for (const { id } of toolCalls ?? []) called.add(id);
    if (role === 'tool' && !called.has(toolCallId)) {
      throw mistake(at, 'A message of a tool must answer a tool call of an assistant message before it.');
    }
  }
}

function mistake(at: number, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: `messages.${at}`, message }] });
}

/** The input signature of a version: refuses what it was not made for. */
export function assertInputFits(chain: ExecutableChain, question: string): void {
  const limit = chain.input.maxQuestionChars;
  if (question.length <= limit) return;
  throw new AppError(
    'invalid',
    `The question has ${question.length.toLocaleString('en')} characters; this application accepts ${limit.toLocaleString('en')}. Shorten it, or put long texts into the knowledge base.`,
    { reason: 'context_length_exceeded' },
  );
}
