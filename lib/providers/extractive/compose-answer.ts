import type { ChunkHit } from '../../knowledge/schemas.ts';
import { declineIn } from './decline.ts';
import { judgeAnswerability } from './judge-answerability.ts';
import { layOut } from './lay-out.ts';
import { rankUnits } from './rank-units.ts';
import { readQuestion } from './read-question.ts';
import { selectQuotes } from './select-quotes.ts';
import { declinesBelow } from './weights.ts';

export interface ComposedAnswer {
  text: string;
  declined: boolean;
  /** What the answer quotes, in its order, without markers. */
  quotes: { text: string; passage: number }[];
}

/**
 * Answers from the passages alone: the units most likely to answer, each followed by ` [n]`, n being the
 * 1-based index of its passage. Declines in the question's language when the support is weak.
 * @param options.neverDecline quotes the best there is, however weak; for measuring the ranking alone.
 */
export function composeAnswer(
  questionText: string,
  passages: readonly ChunkHit[],
  options: { neverDecline?: boolean } = {},
): ComposedAnswer {
  const question = readQuestion(questionText);
  const ranking = rankUnits(question, passages);
  const quotes = selectQuotes(ranking);
  const weak = judgeAnswerability(question, ranking) < declinesBelow(question.language);
  if (quotes.length === 0 || (weak && !options.neverDecline)) {
    return { text: declineIn(question.language), declined: true, quotes: [] };
  }
  return {
    text: layOut(quotes),
    declined: false,
    quotes: quotes.map(({ unit: { text, passage } }) => ({ text, passage })),
  };
}
