import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { ProviderError, type ProviderErrorCode } from '../providers/index.ts';
import type { AnswerError, AnswerStatus } from './schemas.ts';

/** How a run ended, in the terms of the row, the client and the wire. */
export interface Failure {
  status: Exclude<AnswerStatus, 'ok' | 'declined'>;
  httpStatus: number;
  error: AnswerError;
  retryAfterSeconds: number | null;
}

const providerStatus: Record<ProviderErrorCode, { http: number; retryable: boolean }> = {
  unauthorized: { http: 502, retryable: false },
  rate_limited: { http: 429, retryable: true },
  bad_request: { http: 400, retryable: false },
  unavailable: { http: 503, retryable: true },
  timeout: { http: 504, retryable: true },
  stream_cut: { http: 502, retryable: true },
  bad_response: { http: 502, retryable: true },
  aborted: { http: 499, retryable: true },
};

/** 499 is nginx's "client closed request": no standard code exists for it. */
const clientLeft: Failure = {
  status: 'stopped',
  httpStatus: 499,
  error: { code: 'stopped', message: 'The answer was stopped.', retryable: true },
  retryAfterSeconds: null,
};

/** What the version made of the request cannot be used, e.g. a custom step threw: the request is not to blame. */
export function isFaultOfVersion(error: AppError): boolean {
  return error.code === 'unprocessable';
}

/** Turns whatever a run threw into one failure. `stopped` says that the caller asked for the end. */
export function failureOf(error: unknown, requestId: string, stopped: boolean): Failure {
  if (stopped) return clientLeft;
  if (error instanceof ProviderError) {
    const { http, retryable } = providerStatus[error.code];
    return {
      status: 'error',
      httpStatus: http,
      error: { code: `provider_${error.code}`, message: error.message, retryable },
      retryAfterSeconds: error.retryAfterMs === null ? null : Math.ceil(error.retryAfterMs / 1000),
    };
  }
  if (error instanceof AppError) {
    const param = error.issues[0]?.path;
    return {
      status: error.status < 500 && !isFaultOfVersion(error) ? 'refused' : 'error',
      httpStatus: error.status,
      error: {
        code: error.reason ?? error.code,
        message: error.message,
        retryable: error.status >= 500,
        ...(param && { param }),
      },
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
  log.error('an answer failed unexpectedly', { requestId, error });
  return {
    status: 'error',
    httpStatus: 500,
    error: {
      code: 'internal',
      message: `Something went wrong on our side. Try again; if it stays, tell your administrator this id: ${requestId}`,
      retryable: true,
    },
    retryAfterSeconds: null,
  };
}
