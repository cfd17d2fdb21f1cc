/** Errors in OpenAI's own shape: https://platform.openai.com/docs/guides/error-codes. */
import type { AppError } from '../../platform/errors.ts';
import { toAppError } from '../../platform/http/problem.ts';
import type { AnswerOutcome } from '../answer-contract.ts';
import type { AnswerError } from '../schemas.ts';

/** As OpenAI's: a wrong key is an `invalid_request_error` there too; programs go by status and code. */
function typeOf(status: number): string {
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}

/** OpenAI's name for it is the type too, and says that trying again soon is no use. */
const outOfQuota = 'insufficient_quota';

/** Where OpenAI has a name of its own for what happened. */
const openAiCodes: Record<string, string> = {
  unauthenticated: 'invalid_api_key',
  rate_limited: 'rate_limit_exceeded',
  provider_rate_limited: 'rate_limit_exceeded',
  quota_exceeded: outOfQuota,
};

/** Providers tell of it in words only. */
const contextExceeded = /context[ _](?:length|window)/i;

export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string | null };
}

export function openAiError(
  status: number,
  message: string,
  code: string | null,
  param: string | null = null,
): OpenAiError {
  return { error: { message, type: code === outOfQuota ? outOfQuota : typeOf(status), param, code } };
}

interface Refusal {
  status: number;
  body: OpenAiError;
  requestId: string;
  retryAfterSeconds: number | null;
  /** OpenAI's clients go by it instead of the status; null leaves it to them. */
  retryable: boolean | null;
}

function response({ status, body, requestId, retryAfterSeconds, retryable }: Refusal): Response {
  return Response.json(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      'x-slipway-request-id': requestId,
      'x-request-id': requestId,
      ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
      ...(retryable !== null && { 'x-should-retry': String(retryable) }),
    },
  });
}

export function openAiErrorResponse(error: unknown, requestId: string): Response {
  const known: AppError = toAppError(error, requestId);
  const code = known.reason ?? known.code;
  const param = paramOf(known.issues[0]?.path);
  const body = openAiError(known.status, known.message, openAiCodes[code] ?? code, param);
  return response({
    status: known.status,
    body,
    requestId,
    retryAfterSeconds: known.retryAfterSeconds,
    retryable: null,
  });
}

/** `messages.0.content` as OpenAI writes it: `messages[0].content`. */
function paramOf(path: string | undefined): string | null {
  return path ? path.replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]') : null;
}

/**
 * For an answer that failed before anything was sent: a real status instead of a broken stream. `named` finds the name that
 * the request has for a field of chat completions.
 */
export function failedAnswerResponse(
  outcome: AnswerOutcome,
  named: (param: string) => string = (param) => param,
): Response {
  return failureResponse({ ...outcome, error: outcome.detail.error }, outcome.requestId, named);
}

interface Failed {
  httpStatus: number;
  error: AnswerError | null;
  retryAfterSeconds: number | null;
}

export function failureResponse(
  failed: Failed,
  requestId: string,
  named: (param: string) => string = (param) => param,
): Response {
  const { httpStatus: status, error, retryAfterSeconds } = failed;
  const { error: told } = errorOf(failed);
  const retryable = status === 429 ? told.code !== outOfQuota : (error?.retryable ?? null);
  const body = { error: { ...told, param: told.param === null ? null : named(told.param) } };
  return response({ status, body, requestId, retryAfterSeconds, retryable });
}

export function failedAnswerError({ httpStatus, detail: { error } }: AnswerOutcome): OpenAiError {
  return errorOf({ httpStatus, error });
}

function errorOf({ httpStatus, error }: Pick<Failed, 'httpStatus' | 'error'>): OpenAiError {
  const message = error?.message ?? 'The answer failed.';
  const { code, param } = namesOf(error?.code ?? null, message, error?.param ?? null);
  return openAiError(httpStatus, message, code, param);
}

function namesOf(code: string | null, message: string, path: string | null) {
  if (code === 'not_found') return { code: 'model_not_found', param: 'model' };
  const tooLong = code === 'provider_bad_request' && contextExceeded.test(message);
  if (code === 'context_length_exceeded' || tooLong) {
    return { code: 'context_length_exceeded', param: 'messages' };
  }
  return { code: code === null ? null : (openAiCodes[code] ?? code), param: paramOf(path ?? undefined) };
}
