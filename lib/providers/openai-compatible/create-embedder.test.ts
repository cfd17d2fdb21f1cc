import { Agent } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../../../e2e/support/fake-openai.ts';
import { createPoolFetch } from '../transport/pool-fetch.ts';
import { createEmbedder, type EmbedderOptions } from './create-embedder.ts';

let fake: FakeOpenAi;
const agent = new Agent();
const { signal } = new AbortController();

beforeAll(async () => {
  fake = await startFakeOpenAi({ apiKey: 'sk-right' });
});
afterAll(async () => {
  await fake.stop();
  await agent.destroy();
});

function embedder(changes: Partial<EmbedderOptions> = {}) {
  return createEmbedder({
    name: 'fake',
    baseUrl: fake.url,
    apiKey: 'sk-right',
    model: 'fake-embed',
    fetch: createPoolFetch(agent),
    retry: { sleep: async () => undefined },
    ...changes,
  });
}

function answering(body: unknown): typeof fetch {
  return async () => Response.json(body);
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return [...(a ?? [])].reduce((sum, value, index) => sum + value * (b?.[index] ?? 0), 0);
}

test('vectors come in batches, in order, whatever order the server answers in', async () => {
  const texts = Array.from({ length: 150 }, (_, index) => `text number ${index}`);
  const before = fake.calls.length;
  const straight = await embedder().embed(texts, signal);
  expect(fake.calls.length - before).toBe(3);
  const shuffled = await embedder({ model: 'fake-shuffled' }).embed(texts, signal);
  expect(shuffled).toEqual(straight);
  expect(straight).toHaveLength(150);
});

test('vectors have length one, and likeness means something', async () => {
  const [harbour, port, tax] = await embedder().embed(
    ['the ships in the harbour', 'ships leave the harbour', 'income tax law'],
    signal,
  );
  expect(dot(harbour, harbour)).toBeCloseTo(1, 5);
  expect(dot(harbour, port)).toBeGreaterThan(dot(harbour, tax));
});

test('asks for the dimensions it is configured with', async () => {
  const [vector] = await embedder({ dimensions: 32 }).embed(['one'], signal);
  expect(vector).toHaveLength(32);
});

test('no texts, no call', async () => {
  const before = fake.calls.length;
  expect(await embedder().embed([], signal)).toEqual([]);
  expect(fake.calls.length).toBe(before);
});

test('a wrong key is told without the key', async () => {
  const failing = embedder({ apiKey: 'sk-wrong-key' }).embed(['one'], signal);
  await expect(failing).rejects.toMatchObject({ code: 'unauthorized', status: 401 });
  await expect(failing).rejects.not.toThrow(/sk-wrong-key/);
});

test.each([
  ['too few vectors', { data: [{ index: 0, embedding: [1, 0] }] }],
  [
    'mixed dimensions',
    {
      data: [
        { index: 0, embedding: [1, 0] },
        { index: 1, embedding: [1] },
      ],
    },
  ],
  [
    'a zero vector',
    {
      data: [
        { index: 0, embedding: [0, 0] },
        { index: 1, embedding: [1, 0] },
      ],
    },
  ],
  ['another shape', { vectors: [[1, 0]] }],
])('%s is a bad response', async (_what, body) => {
  const failing = embedder({ fetch: answering(body) }).embed(['one', 'two'], signal);
  await expect(failing).rejects.toMatchObject({ code: 'bad_response' });
});

test('something that is not JSON is a bad response', async () => {
  const fetch: typeof globalThis.fetch = async () => new Response('<html>');
  await expect(embedder({ fetch }).embed(['one'], signal)).rejects.toMatchObject({ code: 'bad_response' });
});

test('stopping is told as stopping', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(embedder().embed(['one'], stop.signal)).rejects.toMatchObject({ code: 'aborted' });
});
