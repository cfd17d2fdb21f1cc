import type { Caller } from '../../access/index.ts';
import type { CompletionContext } from './answer-feed.ts';

/** What an answer needs to know of its request besides the body. */
export function requestContext({
  caller,
  request,
  requestId,
}: {
  caller: Caller;
  request: Request;
  requestId: string;
}): CompletionContext {
  return {
    caller,
    requestId,
    clientRequestId: request.headers.get('x-client-request-id')?.slice(0, 200) ?? null,
    unit: request.headers.get('x-slipway-unit')?.slice(0, 200) ?? null,
    signal: request.signal,
  };
}
