import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DirectResponse, jsonResponse, type TextSource, writeDirectly } from './direct-response.ts';
import { eventStreamResponse } from './event-stream.ts';

const stops: (() => unknown)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server that writes the response to every request; its address. */
async function serve(respond: () => DirectResponse): Promise<string> {
  const server = createServer((_incoming, outgoing) => {
    outgoing.setHeader('x-frame-options', 'DENY');
    writeDirectly(respond(), outgoing);
  });
  server.listen(0);
  await once(server, 'listening');
  stops.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const threeParts: TextSource = ({ write, end }) => {
  write('one ');
  setImmediate(() => {
    write('two ');
    write('thrée');
    end();
    write('too late');
  });
  return () => undefined;
};

describe('over the socket', () => {
  it('writes a text with its length in bytes, its status and all headers', async () => {
    const body = { text: 'thrée' };
    const url = await serve(() => jsonResponse(body, { status: 201, headers: { 'x-request-id': 'r' } }));
    const response = await fetch(url);
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(JSON.stringify(body))),
      'x-request-id': 'r',
      'x-frame-options': 'DENY',
    });
    expect(await response.json()).toEqual(body);
  });

  it('sends headers that were changed after it was made', async () => {
    const url = await serve(() => {
      const response = jsonResponse({});
      response.headers.set('x-ratelimit-limit-requests', '5');
      return response;
    });
    expect((await fetch(url)).headers.get('x-ratelimit-limit-requests')).toBe('5');
  });

  it('writes pieces as they come and nothing after the end', async () => {
    const url = await serve(() => new DirectResponse(threeParts, {}));
    expect(await (await fetch(url)).text()).toBe('one two thrée');
  });

  it('begins before there is anything to write', async () => {
    const url = await serve(() => new DirectResponse(() => () => undefined, { headers: { 'x-a': 'b' } }));
    expect((await fetch(url)).headers.get('x-a')).toBe('b');
  });

  it('tells the source when the reader leaves, once, and not when all was written', async () => {
    const left = vi.fn();
    const url = await serve(() => eventStreamResponse(() => left));
    const leaving = new AbortController();
    await fetch(url, { signal: leaving.signal });
    leaving.abort();
    await vi.waitFor(() => expect(left).toHaveBeenCalledTimes(1));

    const stayed = vi.fn();
    const ended = await serve(() =>
      eventStreamResponse((sink) => {
        sink.send({ data: 'all' });
        sink.close();
        return stayed;
      }),
    );
    expect(await (await fetch(ended, { headers: { connection: 'close' } })).text()).toBe('data: all\n\n');
    expect(stayed).not.toHaveBeenCalled();
  });
});

describe('as a web response', () => {
  it('has the same body, status and headers', async () => {
    const response = jsonResponse({ a: 1 }, { status: 202 });
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(202);
    const copy = response.clone();
    expect(await response.json()).toEqual({ a: 1 });
    expect(response.bodyUsed).toBe(true);
    expect(await copy.text()).toBe('{"a":1}');
    expect(copy.headers.get('content-type')).toBe('application/json');
  });

  it('starts a source when its body is asked for, and stops it when the reader leaves', async () => {
    expect(await new DirectResponse(threeParts, {}).text()).toBe('one two thrée');
    const left = vi.fn();
    const start = vi.fn(() => left);
    const response = new DirectResponse(start, {});
    expect(start).not.toHaveBeenCalled();
    await response.body?.cancel();
    expect(start).toHaveBeenCalledTimes(1);
    expect(left).toHaveBeenCalledTimes(1);
  });
});
