import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST } from '../../../app/v1/embeddings/route.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../../e2e/support/fake-openai.ts';
import { admin } from '../../../e2e/support/registry.ts';
import { addProvider, openDoor } from '../../../e2e/support/traffic.ts';
import { createKnowledge } from '../../knowledge/index.ts';
import { createKnowledgeSchema } from '../../knowledge/schemas.ts';

let fake: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  await openDoor();
  await addProvider('embeds', fake.url);
  const embedding = { kind: 'openai-compatible', provider: 'embeds', model: 'fake-embed', dimensions: 32 };
  await createKnowledge(admin, createKnowledgeSchema.parse({ name: 'with-vectors', embedding }));
  await createKnowledge(
    admin,
    createKnowledgeSchema.parse({ name: 'by-words', embedding: { kind: 'none' } }),
  );
});

afterAll(() => fake.stop());

async function embed(body: Record<string, unknown>) {
  const request = new Request('http://localhost/v1/embeddings', {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-slipway-test-0123456789abcdef',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ input: 'The tank is red.', ...body }),
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

it('a knowledge base embeds as its index does', async () => {
  const { status, body } = await embed({ model: 'with-vectors' });
  expect(status).toBe(200);
  expect(body.model).toBe('with-vectors');
  expect(body.data[0].embedding).toHaveLength(32);
});

it('other dimensions than its index has are refused', async () => {
  const { status, body } = await embed({ model: 'with-vectors', dimensions: 64 });
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ param: 'dimensions' });
});

it('one without an embedder says so', async () => {
  const { status, body } = await embed({ model: 'by-words' });
  expect(status).toBe(400);
  expect(body.error.message).toContain('searched by words only');
});
