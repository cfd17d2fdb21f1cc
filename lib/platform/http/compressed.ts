import { DirectResponse } from './direct-response.ts';

/** Less would hardly get smaller, and costs a header. */
const smallestBytes = 1400;
const compressible =
  /^(application\/(json|problem\+json|x-ndjson|openmetrics-text|yaml)|text\/(csv|plain|html))\b/;

/**
 * The answer as gzip where its reader takes that and it gains from it, as Next does for its own. Never a stream of events,
 * whose pieces must not wait for each other, nor what is written straight to the socket.
 */
export function compressed(request: Request, response: Response): Response {
  if (response instanceof DirectResponse || response.body === null || request.method === 'HEAD')
    return response;
  if (!gains(response.headers)) return response;
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  const { status, statusText } = response;
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? ''))
    return new Response(response.body, { status, statusText, headers });
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const body = response.body.pipeThrough(new CompressionStream('gzip'));
  return new Response(body, { status, statusText, headers });
}

function gains(headers: Headers): boolean {
  if (headers.has('content-encoding') || headers.has('content-range')) return false;
  const length = headers.get('content-length');
  if (length !== null && Number(length) < smallestBytes) return false;
  return compressible.test(headers.get('content-type') ?? '');
}
