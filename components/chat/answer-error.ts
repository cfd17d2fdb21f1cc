import { ApiError, describeError } from '#lib/client/api.ts';
import type { AnswerError } from '#lib/serving/schemas.ts';

/** A request that failed, in the words of an answer that failed. */
export function describeAnswerError(error: unknown): AnswerError {
  const { message, requestId } = describeError(error);
  const status = error instanceof ApiError ? error.status : 500;
  return {
    code: error instanceof ApiError ? error.title : 'unexpected',
    message: requestId ? `${message} (request ${requestId})` : message,
    retryable: status === 0 || status === 429 || status >= 500,
  };
}
