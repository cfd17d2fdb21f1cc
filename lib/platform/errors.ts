/** Errors, typed once. Each API dialect maps them once: see `http/problem.ts` and the serving dialects. */
import type { z } from 'zod';

const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  upstream: 502,
  unavailable: 503,
  timeout: 504,
} as const;

export type ErrorCode = keyof typeof statusOf;

export interface FieldIssue {
  path: string;
  message: string;
}

/** An expected failure. Its message is meant for the person who asked: what happened, why, what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly issues: readonly FieldIssue[];
  readonly retryAfterSeconds: number | null;
  /** A finer name within the code, e.g. `context_length_exceeded`. */
  readonly reason: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    details: {
      issues?: readonly FieldIssue[];
      retryAfterSeconds?: number;
      reason?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.issues = details.issues ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.reason = details.reason ?? null;
  }

  get status(): number {
    return statusOf[this.code];
  }
}

export function notFound(what: string): AppError {
  return new AppError('not_found', `${what} does not exist, or you may not see it.`);
}

export function invalidInput(error: z.ZodError, where: string): AppError {
  const issues = error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  const first = issues[0];
  const at = first && first.path !== '' ? ` (${first.path})` : '';
  return new AppError('invalid', `The ${where} is not valid${at}: ${first?.message ?? 'unknown reason'}`, {
    issues,
  });
}

/** Parses with zod and throws `AppError('invalid')` naming the first mistake. */
export function parseOrThrow<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error, where);
  return result.data;
}
