import '../../e2e/support/test-database.ts';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKnowledge, runWorker, settled, tester, until, upload } from '../../e2e/support/knowledge.ts';
import { saveProvider } from '../providers/index.ts';
import { getKnowledge, listSnapshots, previewChunking, searchKnowledge, updateKnowledge } from './index.ts';
import { chunkingSchema, type EmbeddingConfig, type SearchMode, searchInputSchema } from './schemas.ts';

const never = new AbortController().signal;
let stopWorker: () => Promise<void>;

/** An embedding server: one dimension for each topic it knows, so that vectors mean something. */
const topics = [
  ['feline', 'cat', 'kitten'],
  ['canine', 'dog', 'puppy'],
  ['boat', 'ship', 'vessel'],
];
let server: Server;
let answer: 'vectors' | 'refusal' = 'vectors';
let embedded = 0;

function vectorOf(text: string): number[] {
  const words = text.toLowerCase();
  const hits = topics.map((topic) => (topic.some((word) => words.includes(word)) ? 1 : 0));
  return [...hits, 0.01];
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    // The worker asks every provider whether it is there.
    if (request.method === 'GET') return void response.writeHead(200).end('{"data":[]}');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (answer === 'refusal') {
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"error":{"message":"no such key"}}');
      return;
    }
    const { input } = JSON.parse(Buffer.concat(parts).toString()) as { input: string[] };
    embedded += input.length;
    const data = input.map((text, index) => ({ index, embedding: vectorOf(text) }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await saveProvider(tester, {
    name: 'fake',
    kind: 'openai-compatible',
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    apiKey: 'key',
    models: [],
    allowPrivateNetwork: true,
  });
  stopWorker = await runWorker();
});

afterAll(async () => {
  await stopWorker();
  server.close();
});

const embedding: EmbeddingConfig = { kind: 'openai-compatible', provider: 'fake', model: 'topics' };

function search(name: string, query: string, mode?: SearchMode, snapshot?: number) {
  return searchKnowledge(tester, name, searchInputSchema.parse({ query, mode, snapshot }), never);
}

function reindexed(name: string) {
  return until('the re-index', async () => {
    const knowledge = await getKnowledge(tester, name);
    return knowledge.reindexProgress === null ? knowledge : null;
  });
}

const animals = {
  'a.txt': 'A kitten plays with wool.',
  'b.txt': 'A puppy chews on a shoe.',
  'c.txt': 'The vessel left the harbour.',
};

test('with embeddings, vector and hybrid search find by meaning', async () => {
  await makeKnowledge('meaning', { embedding });
  await upload('meaning', animals);
  expect((await settled('meaning')).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
  const byVector = await search('meaning', 'feline', 'vector');
  expect(byVector).toMatchObject({ mode: 'vector', notice: null });
  expect(byVector.hits[0]?.documentName).toBe('a.txt');
  const hybrid = await search('meaning', 'ship harbour');
  expect(hybrid).toMatchObject({ mode: 'hybrid' });
  expect(hybrid.hits[0]?.documentName).toBe('c.txt');
  expect((await search('meaning', 'feline', 'keyword')).hits).toEqual([]);
});

test('when the embedding model does not answer, the search goes by keywords and says so', async () => {
  answer = 'refusal';
  const result = await search('meaning', 'kitten', 'vector');
  answer = 'vectors';
  expect(result.mode).toBe('keyword');
  expect(result.notice).toContain('keywords alone');
  expect(result.hits[0]?.documentName).toBe('a.txt');
});

test('without embeddings, asking for vectors gives keywords and a notice', async () => {
  await makeKnowledge('plain');
  await upload('plain', animals);
  await settled('plain');
  expect(await search('plain', 'kitten', 'hybrid')).toMatchObject({
    mode: 'keyword',
    notice: expect.stringContaining('No embeddings are configured'),
  });
});

test('adding embeddings re-indexes; the old snapshot stays as it was, uploads meanwhile are not lost', async () => {
  await makeKnowledge('grown');
  await upload('grown', animals);
  await settled('grown');
  const changing = updateKnowledge(tester, 'grown', { embedding });
  const uploading = upload('grown', { 'd.txt': 'A cat sleeps on the sill.' });
  expect((await changing).reindexProgress).not.toBeNull();
  await uploading;
  await reindexed('grown');
  expect((await settled('grown')).map(({ state }) => state)).toEqual(Array(4).fill('ready'));
  const found = (await search('grown', 'feline', 'vector')).hits.map(({ documentName }) => documentName);
  expect(found.slice(0, 2).sort()).toEqual(['a.txt', 'd.txt']);
  expect(await search('grown', 'kitten', undefined, 1)).toMatchObject({ mode: 'keyword', snapshot: 1 });
  expect((await search('grown', 'cat sill', 'keyword')).hits).toHaveLength(1);
});

test('other chunking makes other chunks, once each, as the preview said', async () => {
  await makeKnowledge('cut');
  const paragraphs = Array.from(
    { length: 20 },
    (_, at) => `Paragraph ${at} tells of the sea and its ${at} winds.`,
  );
  await upload('cut', { 'long.txt': paragraphs.join('\n\n') });
  const [before] = await settled('cut');
  const chunking = chunkingSchema.parse({ maxChars: 200, overlapChars: 0 });
  const preview = await previewChunking(tester, 'cut', { chunking });
  await updateKnowledge(tester, 'cut', { chunking });
  const after = await reindexed('cut');
  expect(after).toMatchObject({ chunking, reindexError: null, snapshot: 2 });
  const [document] = await settled('cut');
  expect(document?.chunkCount).toBe(preview.statistics.count);
  expect(document?.chunkCount).toBeGreaterThan(before?.chunkCount ?? 0);
  expect(after.chunkCount).toBe(document?.chunkCount);
  expect(await listSnapshots(tester, 'cut')).toMatchObject([{ reason: 're-indexed with other options' }, {}]);
});

test('a re-index that fails leaves the old index in force and says why', async () => {
  await makeKnowledge('refused');
  await upload('refused', animals);
  await settled('refused');
  answer = 'refusal';
  await updateKnowledge(tester, 'refused', { embedding });
  const after = await reindexed('refused');
  answer = 'vectors';
  expect(after.embedding).toEqual({ kind: 'none' });
  expect(after.reindexError).toContain('Embedding failed');
  expect((await search('refused', 'kitten')).hits).toHaveLength(1);

  await updateKnowledge(tester, 'refused', { embedding });
  expect(await reindexed('refused')).toMatchObject({ embedding, reindexError: null });
  expect((await search('refused', 'feline', 'vector')).hits[0]?.documentName).toBe('a.txt');
});

test('the same file again is not embedded again', async () => {
  const before = embedded;
  await upload('meaning', { 'a.txt': animals['a.txt'] });
  await settled('meaning');
  expect(embedded).toBe(before);
});

test('a refused key fails the documents with the reason, and retrying works once it is mended', async () => {
  await makeKnowledge('locked', { embedding });
  answer = 'refusal';
  await upload('locked', animals);
  const failed = await settled('locked');
  answer = 'vectors';
  expect(failed.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  expect(failed[0]?.error).toContain('Embedding failed');
  await upload('locked', animals);
  expect((await settled('locked')).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
});
