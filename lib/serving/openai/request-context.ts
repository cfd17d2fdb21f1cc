import type { Caller } from '../../access/index.ts';
import type { CompletionContext } from './answer-feed.ts';

interface Asked {
  caller: Caller;
  request: Request;
  requestId: string;
}

/** Longer than any tag may be, so that one that is too long is refused and not cut to another one. */
const keptTagLength = 200;

/**
 * Answers with what `respond` needs to know of its request besides the body; the response, refusals included, says how far
 * rate limits are used.
 */
export async function inContext(
  { caller, request, requestId }: Asked,
  respond: (context: CompletionContext) => Promise<Response>,
): Promise<Response> {
  let limits: Readonly<Record<string, string>> = {};
  const response = await respond({
    caller,
    requestId,
    clientRequestId: request.headers.get('x-client-request-id')?.slice(0, 200) ?? null,
    unit: request.headers.get('x-slipway-unit')?.slice(0, 200) ?? null,
    tag: request.headers.get('x-slipway-tag')?.trim().slice(0, keptTagLength) || null,
    onLimits: (headers) => {
      limits = headers;
    },
    signal: request.signal,
  });
  for (const [name, value] of Object.entries(limits)) response.headers.set(name, value);
  return response;
}
