/** `fetch` over an undici dispatcher: a third of the global fetch's cost, and the caller owns sockets and name lookup. */
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { ProviderError } from '../contract.ts';

/**
 * POSTs and GETs of text bodies only, which is all an OpenAI-compatible API needs. Redirects are handed back, never
 * followed, so that a key goes to the address an administrator entered and nowhere else.
 */
export function createPoolFetch(dispatcher: Dispatcher, provider: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const body = init?.body ?? null;
    if (body !== null && typeof body !== 'string') throw new TypeError('Only text bodies are sent.');
    const answer = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: init?.method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(init?.headers)),
      body,
      signal: init?.signal ?? null,
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const item of Array.isArray(value) ? value : [value])
        if (item !== undefined) headers.append(name, item);
    }
    const ok = answer.statusCode >= 200 && answer.statusCode < 300;
    if (ok && /text\/html/i.test(headers.get('content-type') ?? '')) {
      await answer.body.dump();
      throw webPage(provider, answer.statusCode);
    }
    const stream = Readable.toWeb(answer.body) as ReadableStream<Uint8Array>;
    return new Response(stream, { status: answer.statusCode, headers });
  };
}

function webPage(provider: string, status: number): ProviderError {
  return new ProviderError(
    'bad_response',
    `The provider "${provider}" answered with a web page. Check that its base URL ends in the API's version, like "/v1".`,
    { provider, status },
  );
}
