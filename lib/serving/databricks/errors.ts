/**
 * Errors in Databricks' shape, `{error_code, message}`, with the codes its SDKs map to exceptions
 * (databricks-sdk-py, `databricks/sdk/errors/platform.py`).
 */
import type { AppError } from '../../platform/errors.ts';
import { toAppError } from '../../platform/http/problem.ts';
import type { AnswerOutcome } from '../answer-contract.ts';

export interface DatabricksError {
  error_code: string;
  message: string;
}

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'RESOURCE_DOES_NOT_EXIST',
  405: 'BAD_REQUEST',
  409: 'RESOURCE_CONFLICT',
  413: 'BAD_REQUEST',
  415: 'BAD_REQUEST',
  429: 'REQUEST_LIMIT_EXCEEDED',
  499: 'CANCELLED',
  503: 'TEMPORARILY_UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** Reasons of refusals that name a value of the request as wrong. */
const invalidValue = new Set(['invalid', 'invalid_inputs', 'not_servable', 'egress_refused', 'key_required']);

/** MLflow's scoring servers blame the request when the model's own code fails on it; 422 is none of their statuses. */
function statusOf(status: number): number {
  return status === 422 ? 400 : status;
}

/** `reason` is the finer name of the failure within its status. */
function errorOf(status: number, reason: string, message: string): DatabricksError {
  if (status === 400 && invalidValue.has(reason)) return { error_code: 'INVALID_PARAMETER_VALUE', message };
  if (status === 409 && reason === 'already_exists')
    return { error_code: 'RESOURCE_ALREADY_EXISTS', message };
  if (reason === 'quota_exceeded') return { error_code: 'RESOURCE_EXHAUSTED', message };
  return { error_code: codeOfStatus[status] ?? 'INTERNAL_ERROR', message };
}

function response(
  status: number,
  body: DatabricksError,
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

/** A name that is taken is the one conflict without a reason of its own. */
function reasonOf({ code, reason, issues }: AppError): string {
  if (code === 'conflict') return reason ?? 'already_exists';
  if (code === 'invalid' && issues.length > 0) return 'invalid';
  return reason ?? (code === 'invalid' ? 'malformed' : code);
}

export function databricksErrorResponse(error: unknown, requestId: string): Response {
  const known = toAppError(error, requestId);
  const status = statusOf(known.status);
  return response(
    status,
    errorOf(status, reasonOf(known), known.message),
    requestId,
    known.retryAfterSeconds,
  );
}

/** What a failed answer says; `where` names the part of the request it belongs to, e.g. `Row 3: `. */
export function answerError({ httpStatus, detail }: AnswerOutcome, where = ''): DatabricksError {
  const message = `${where}${detail.error?.message ?? 'The answer failed.'}`;
  return errorOf(statusOf(httpStatus), detail.error?.code ?? '', message);
}

/** For an answer that failed before anything was sent. */
export function failedAnswer(outcome: AnswerOutcome, where = ''): Response {
  const { httpStatus, requestId, retryAfterSeconds } = outcome;
  return response(statusOf(httpStatus), answerError(outcome, where), requestId, retryAfterSeconds);
}
