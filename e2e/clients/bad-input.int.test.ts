/** What a client may send by mistake or by malice, over real sockets: refused clearly, and the server goes on. */
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ClientWorld, rowOf, startClientWorld } from '../support/client-world.ts';
import { callApi } from '../support/product-api.ts';

let world: ClientWorld;

beforeAll(async () => {
  world = await startClientWorld({ SLIPWAY_REQUEST_SECONDS: '2' });
});

afterAll(() => world?.stop());

const hello = { model: 'chat', messages: [{ role: 'user', content: 'Hello' }] };
const errorSchema = z.object({
  error: z.object({
    message: z.string().min(1),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${world.baseURL}/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${world.apiKey}`,
      'content-type': 'application/json',
      ...headers,
    },
    body,
  });
}

async function refusal(response: Response) {
  const { error } = errorSchema.parse(await response.json());
  return { status: response.status, ...error };
}

afterEach(async () => {
  const response = await post(JSON.stringify(hello));
  expect(response.status).toBe(200);
});

describe('bodies', () => {
  it('as long as is allowed are read, longer ones are not', async () => {
    const padded = (bytes: number) => JSON.stringify({ ...hello, padding: 'x'.repeat(bytes) });
    expect((await post(padded(9_900_000))).status).toBe(200);
    expect((await post(padded(10_100_000))).status).toBe(413);
  });

  it('longer than they say, in pieces without a length, are cut off', async () => {
    const piece = Buffer.alloc(100_000, 'x');
    let sent = 0;
    async function* endless() {
      while (sent < 50_000_000) {
        sent += piece.length;
        yield piece;
      }
    }
    const response = await request(`${world.baseURL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.apiKey}`, 'content-type': 'application/json' },
      body: Readable.from(endless()),
    }).catch(() => null);
    // The server may close the connection before its answer is read.
    if (response !== null) expect(response.statusCode).toBe(413);
    expect(sent).toBeLessThan(50_000_000);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'of the type "%s" are refused',
    async (type) => {
      const error = await refusal(await post(JSON.stringify(hello), { 'content-type': type }));
      expect(error).toMatchObject({ status: 415, type: 'invalid_request_error' });
    },
  );

  it.each([
    ['nothing', ''],
    ['half a document', '{"model": "chat", "messages": ['],
    ['a list', '[]'],
    ['no object', 'null'],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['deep nesting', `{"model": "chat", "messages": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['deep nesting in a field nobody knows', `{"a": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
  ])('with %s are refused', async (_name, body) => {
    const error = await refusal(await post(body));
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error' });
  });

  it('with fields nobody knows are answered', async () => {
    const body = {
      ...hello,
      store: true,
      reasoning_effort: 'low',
      service_tier: 'auto',
      whatever: { a: [1] },
    };
    expect((await post(JSON.stringify(body))).status).toBe(200);
  });

  it('with a key twice mean the last one, as everywhere in JavaScript', async () => {
    const twice = `{"model": "nobody", ${JSON.stringify(hello).slice(1)}`;
    expect((await post(twice)).status).toBe(200);
  });

  it('with a key that reaches for the prototype change nothing', async () => {
    const body = `{"__proto__": {"stream": true}, "constructor": 1, ${JSON.stringify(hello).slice(1)}`;
    const response = await post(body);
    expect(response.headers.get('content-type')).toContain('application/json');
  });
});

/** Writes the parts, then waits for the server to hang up. */
function trickle(parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(world.product.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
    for (const part of parts) socket.write(part);
  });
}

describe('slow clients are hung up on', () => {
  const start = 'POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\n';

  it('in the headers', async () => {
    expect(await trickle([start, 'x-slow: '])).toMatch(/^HTTP\/1\.1 408/);
  });

  it('in the body', async () => {
    const headers = `authorization: Bearer ${world.apiKey}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n`;
    expect(await trickle([start, headers, '{"model": '])).toMatch(/^HTTP\/1\.1 408/);
  });
});

const madeSchema = z.object({ key: z.object({ id: z.string() }), value: z.string() });

describe('keys', () => {
  const withKey = (value: string) => post(JSON.stringify(hello), { authorization: `Bearer ${value}` });
  const make = async (more: Record<string, unknown> = {}) =>
    madeSchema.parse(await callApi(world.product, 'POST', '/api/keys', { name: 'a test', ...more }));

  it('work until they are revoked', async () => {
    const { key, value } = await make();
    expect((await withKey(value)).status).toBe(200);
    await callApi(world.product, 'DELETE', `/api/keys/${key.id}`);
    expect(await refusal(await withKey(value))).toMatchObject({ status: 401, code: 'invalid_api_key' });
  });

  it('work until they expire', async () => {
    const lifeMs = 1500;
    const { value } = await make({ expiresAt: new Date(Date.now() + lifeMs).toISOString() });
    expect((await withKey(value)).status).toBe(200);
    await expect.poll(async () => (await withKey(value)).status, { timeout: 10_000 }).toBe(401);
  });

  it('that are cut, changed, padded or made up do not work', async () => {
    const { value } = await make();
    const last = value.at(-1) === 'A' ? 'B' : 'A';
    const wrong = [
      value.slice(0, -1),
      value.slice(0, 20),
      value.slice(0, -1) + last,
      value.toUpperCase(),
      `${value}A`,
      `${value}, ${value}`,
      value.replaceAll('s', '\u00a7'),
      'x'.repeat(8000),
    ];
    for (const key of wrong) {
      const error = await refusal(await withKey(encodeURI(key)));
      expect(error, key).toMatchObject({ status: 401, code: 'invalid_api_key' });
      expect(error.message).not.toContain(value.slice(10));
    }
    expect((await post(JSON.stringify(hello), { authorization: `Basic ${btoa(value)}` })).status).toBe(401);
  });

  it('that may do nothing here are told so', async () => {
    const { value } = await make({ permissions: ['keys.own'] });
    expect(await refusal(await withKey(value))).toMatchObject({ status: 403 });
  });
});

it('a refused question leaves its row', async () => {
  const response = await post(JSON.stringify({ ...hello, model: 'nobody' }));
  const id = response.headers.get('x-slipway-request-id') ?? '';
  expect(await refusal(response)).toMatchObject({ status: 404, code: 'model_not_found' });
  expect(await rowOf(world, id)).toMatchObject({ status: 'refused', httpStatus: 404 });
});
