import type { AnswerOutcome } from '../answer-contract.ts';
import { failedAnswerError, failedAnswerResponse } from './errors.ts';
import { type Served, servedHeaders } from './served-headers.ts';

/** What differs between the APIs whose answers have the shape of OpenAI's chat completions. */
export interface CompletionDialect {
  headers(requestId: string, served: Served): Record<string, string>;
  /** For an answer that failed before anything was sent. */
  failed(outcome: AnswerOutcome): Response;
  /** The last event of a stream that broke off. */
  cut(outcome: AnswerOutcome): unknown;
  /** Comment lines keep a silent stream open; readers that take every line for data cannot bear them. */
  comments: boolean;
  /** Whether the chunk that says why it ended tells the usage too, or a further one without choices. */
  usageWithFinish: boolean;
}

export const openAiDialect: CompletionDialect = {
  headers: servedHeaders,
  failed: failedAnswerResponse,
  cut: failedAnswerError,
  comments: true,
  usageWithFinish: false,
};
