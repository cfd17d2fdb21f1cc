/** `fetch` over an undici dispatcher: a third of the global fetch's cost, and the caller owns sockets and name lookup. */
import type { Dispatcher } from 'undici';

/**
 * POSTs and GETs of text bodies only, which is all an OpenAI-compatible API needs. Redirects are handed back, never
 * followed, so that a key goes to the address an administrator entered and nowhere else.
 */
export function createPoolFetch(dispatcher: Dispatcher): typeof fetch {
  return async (input, init) => {
    const url = placeOf(input instanceof Request ? input.url : String(input));
    const body = init?.body ?? null;
    if (body !== null && typeof body !== 'string') throw new TypeError('Only text bodies are sent.');
    const options: Dispatcher.DispatchOptions = {
      ...url,
      method: init?.method === 'POST' ? 'POST' : 'GET',
      headers: plainHeaders(init?.headers),
      body,
    };
    return send(dispatcher, options, init?.signal ?? null);
  };
}

interface Place {
  origin: string;
  path: string;
}

/** A provider is asked at a handful of addresses, a thousand times a second. */
const places = new Map<string, Place>();
const maxPlaces = 1000;

function placeOf(address: string): Place {
  const known = places.get(address);
  if (known !== undefined) return known;
  const { origin, pathname, search } = new URL(address);
  const place = { origin, path: `${pathname}${search}` };
  if (places.size >= maxPlaces) places.clear();
  places.set(address, place);
  return place;
}

/** Plain ones go as they are: the dispatcher checks them too. */
function plainHeaders(headers: RequestInit['headers']): Record<string, string> {
  if (headers === undefined) return {};
  const isPlain = !(headers instanceof Headers) && !(Symbol.iterator in headers);
  return isPlain ? (headers as Record<string, string>) : Object.fromEntries(new Headers(headers));
}

/** Of a body, kept before the reader takes them; then the connection is paused. */
const partsAhead = 16;

/** undici's own handler interface: a Node stream between it and the web stream would cost more than the exchange. */
function send(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal | null,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  let request: Dispatcher.DispatchController | undefined;
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stop = () => request?.abort(reasonOf(signal));
  const begin = (status: number, headers: Dispatcher.ResponseData['headers']) => {
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          body = controller;
        },
        pull: () => request?.resume(),
        cancel: () => request?.abort(new Error('The reader left.')),
      },
      { highWaterMark: partsAhead },
    );
    resolve(new Response(stream, { status, headers: toHeaders(headers) }));
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  dispatcher.dispatch(options, {
    onRequestStart: (controller) => {
      request = controller;
      if (signal?.aborted) stop();
    },
    onResponseStart: (_controller, status, headers) => {
      // Informational answers (RFC 9110, section 15.2) go before the real one.
      if (status >= 200) begin(status, headers);
    },
    onResponseData: (controller, part) => {
      body?.enqueue(part);
      if ((body?.desiredSize ?? 1) <= 0) controller.pause();
    },
    onResponseEnd: () => {
      signal?.removeEventListener('abort', stop);
      body?.close();
    },
    onResponseError: (_controller, error) => {
      signal?.removeEventListener('abort', stop);
      body?.error(error);
      reject(error);
    },
  });
  return promise;
}

function reasonOf(signal: AbortSignal | null): Error {
  return signal?.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError');
}

function toHeaders(raw: Dispatcher.ResponseData['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined) headers.append(name, item);
  }
  return headers;
}
