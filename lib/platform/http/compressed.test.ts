import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressed } from './compressed.ts';
import { jsonResponse } from './direct-response.ts';

const asking = (encoding: string, method = 'GET') =>
  new Request('http://slipway.test/', { method, headers: { 'accept-encoding': encoding } });
const long = JSON.stringify({ text: 'snapshot '.repeat(1000) });
const answer = (type: string, body: string, more: Record<string, string> = {}) =>
  new Response(body, { status: 201, headers: { 'content-type': type, ...more } });

it('packs long texts for whoever takes that', async () => {
  const packed = compressed(
    asking('br, gzip'),
    answer('application/json', long, { 'content-length': '9011' }),
  );
  expect(packed.status).toBe(201);
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.headers.get('vary')).toBe('accept-encoding');
  expect(packed.headers.has('content-length')).toBe(false);
  const bytes = new Uint8Array(await packed.arrayBuffer());
  expect(bytes.length).toBeLessThan(500);
  expect(gunzipSync(bytes).toString()).toBe(long);
});

it('says to caches that it depends on the reader', async () => {
  const plain = compressed(asking('br'), answer('application/json', long));
  expect(plain.headers.get('vary')).toBe('accept-encoding');
  expect(plain.headers.has('content-encoding')).toBe(false);
  expect(await plain.text()).toBe(long);
});

it.each([
  ['a stream of events', answer('text/event-stream', long)],
  ['a file', answer('application/pdf', long)],
  ['what is short', answer('application/json', '{}', { 'content-length': '2' })],
  ['what is packed already', answer('application/json', long, { 'content-encoding': 'br' })],
  ['what goes straight to the socket', jsonResponse({ text: long })],
  ['an answer without a body', new Response(null, { status: 204 })],
])('leaves %s alone', (_name, response) => {
  expect(compressed(asking('gzip'), response)).toBe(response);
});

it('leaves HEAD alone', () => {
  const response = answer('application/json', long);
  expect(compressed(asking('gzip', 'HEAD'), response)).toBe(response);
});
