/**
 * Errors as MLflow's servers send them: `{error_code, message}`. Names and statuses are those of `ErrorCode` in MLflow's
 * `databricks.proto` and of `ERROR_CODE_TO_HTTP_STATUS` in its `mlflow/exceptions.py`.
 */
import { AppError, type ErrorCode } from '../platform/errors.ts';
import { toAppError } from '../platform/http/problem.ts';

const dialect: Record<ErrorCode, readonly [code: string, status: number]> = {
  invalid: ['INVALID_PARAMETER_VALUE', 400],
  unauthenticated: ['UNAUTHENTICATED', 401],
  forbidden: ['PERMISSION_DENIED', 403],
  not_found: ['RESOURCE_DOES_NOT_EXIST', 404],
  method_not_allowed: ['ENDPOINT_NOT_FOUND', 404],
  conflict: ['RESOURCE_ALREADY_EXISTS', 400],
  too_large: ['INVALID_PARAMETER_VALUE', 400],
  unsupported_media_type: ['BAD_REQUEST', 400],
  unprocessable: ['INVALID_PARAMETER_VALUE', 400],
  rate_limited: ['REQUEST_LIMIT_EXCEEDED', 429],
  internal: ['INTERNAL_ERROR', 500],
  upstream: ['TEMPORARILY_UNAVAILABLE', 503],
  unavailable: ['TEMPORARILY_UNAVAILABLE', 503],
  timeout: ['DEADLINE_EXCEEDED', 504],
};

/** A conflict that has a reason is about what stands in the way, not about a name that is taken. */
function nameOf(error: AppError): readonly [code: string, status: number] {
  if (error.reason === 'endpoint_not_found') return ['ENDPOINT_NOT_FOUND', 404];
  if (error.code === 'conflict' && error.reason !== null) return ['RESOURCE_CONFLICT', 409];
  return dialect[error.code];
}

export function mlflowErrorResponse(error: unknown, requestId: string): Response {
  const known = toAppError(error, requestId);
  const [code, status] = nameOf(known);
  const issues = known.issues.slice(1).map((issue) => `${issue.path}: ${issue.message}`);
  const message = issues.length === 0 ? known.message : `${known.message} Also ${issues.join('; ')}`;
  return Response.json(
    { error_code: code, message },
    {
      status,
      headers: {
        'cache-control': 'no-store',
        'x-slipway-request-id': requestId,
        ...(status === 401 && { 'www-authenticate': 'Bearer, Basic realm="slipway"' }),
        ...(known.retryAfterSeconds !== null && { 'retry-after': String(known.retryAfterSeconds) }),
      },
    },
  );
}

export function noSuchEndpoint(method: string, path: string): AppError {
  return new AppError(
    'not_found',
    `There is no ${method} ${path} here. See docs/mlflow.md for the part of MLflow's API that Slipway speaks.`,
    { reason: 'endpoint_not_found' },
  );
}

export function invalidParameter(message: string): AppError {
  return new AppError('invalid', message);
}
