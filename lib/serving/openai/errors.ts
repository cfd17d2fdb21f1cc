/** Errors in OpenAI's own shape: https://platform.openai.com/docs/guides/error-codes. */
import type { AppError } from '../../platform/errors.ts';
import { toAppError } from '../../platform/http/problem.ts';
import type { AnswerOutcome } from '../answer-contract.ts';

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}

export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string | null };
}

export function openAiError(
  status: number,
  message: string,
  code: string | null,
  param: string | null = null,
): OpenAiError {
  return { error: { message, type: typeOf(status), param, code } };
}

function response(
  status: number,
  body: OpenAiError,
  requestId: string,
  retryAfterSeconds: number | null,
): Response {
  return Response.json(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      'x-slipway-request-id': requestId,
      'x-request-id': requestId,
      ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
    },
  });
}

export function openAiErrorResponse(error: unknown, requestId: string): Response {
  const known: AppError = toAppError(error, requestId);
  const code = known.code === 'unauthenticated' ? 'invalid_api_key' : (known.reason ?? known.code);
  const param = known.issues[0]?.path || null;
  return response(
    known.status,
    openAiError(known.status, known.message, code, param),
    requestId,
    known.retryAfterSeconds,
  );
}

/** For an answer that failed before anything was sent: a real status instead of a broken stream. */
export function failedAnswerResponse(outcome: AnswerOutcome): Response {
  const { error } = outcome.detail;
  const body = openAiError(outcome.httpStatus, error?.message ?? 'The answer failed.', error?.code ?? null);
  return response(outcome.httpStatus, body, outcome.requestId, outcome.retryAfterSeconds);
}
