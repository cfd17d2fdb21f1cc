/** The console API's error dialect: RFC 9457 problem details. */
import { AppError } from '../errors.ts';
import { log } from '../log.ts';

const unexpected = (requestId: string) =>
  new AppError(
    'internal',
    `Something went wrong on our side. Try again; if it stays, tell your administrator this id: ${requestId}`,
  );

/** Unknown errors are logged in full and shown as an id only. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  log.error('unexpected error', { requestId, error });
  return unexpected(requestId);
}

export function problemResponse(error: unknown, requestId: string): Response {
  const known = toAppError(error, requestId);
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-slipway-request-id': requestId,
  });
  if (known.retryAfterSeconds !== null) headers.set('retry-after', String(known.retryAfterSeconds));
  const text = JSON.stringify({
    type: `urn:slipway:error:${known.reason ?? known.code}`,
    title: known.code,
    status: known.status,
    detail: known.message,
    requestId,
    ...(known.issues.length > 0 && { issues: known.issues }),
  });
  headers.set('content-length', String(Buffer.byteLength(text)));
  return new Response(text, { status: known.status, headers });
}
