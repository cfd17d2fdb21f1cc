import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as readDocument } from '../../app/api/documents/[revisionId]/route.ts';
import { GET as listGuardEvents } from '../../app/api/guardrails/events/route.ts';
import {
  GET as getReaders,
  PUT as putReaders,
} from '../../app/api/knowledge/[name]/documents/[id]/readers/route.ts';
import { POST as previewChunks } from '../../app/api/knowledge/[name]/preview-chunking/route.ts';
import { PUT as putBaseReaders } from '../../app/api/knowledge/[name]/readers/route.ts';
import { type Account, addAccount, call } from '../../e2e/support/accounts.ts';
import { heard } from '../../e2e/support/changes.ts';
import { makeKnowledge, runWorker, settled, upload } from '../../e2e/support/knowledge.ts';
import { modelOf, serve, versionOf } from '../../e2e/support/traffic.ts';
import { type Caller, systemCaller } from '../access/index.ts';
import { defaultChain } from '../chain/index.ts';
import { askQuestion, getConversation } from '../chat/index.ts';
import { replaceDocumentEvents } from '../guardrails/index.ts';
import { exportInferences, getInference, listInferences, withheldText } from '../inference/index.ts';
import { inferenceFiltersSchema, inferencePageQuerySchema } from '../inference/schemas.ts';
import { getKnowledge } from '../knowledge/index.ts';
import type { DocumentSummary } from '../knowledge/schemas.ts';
import { prisma, transaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { answer } from './index.ts';
import type { AnswerEvent } from './schemas.ts';

let stopWorker = async () => {};
let endpoint: string;
let salaries: DocumentSummary;
let owner: Account;
let insider: Account;
let outsider: Account;

const secret = 'nine thousand zorkmids';
const question = 'What is the salary of the harbour pilot?';

beforeAll(async () => {
  stopWorker = await runWorker();
  await makeKnowledge('vault');
  await upload('vault', {
    'salaries.md': `# Salaries\n\nThe salary of the harbour pilot is ${secret} a year.`,
    'pilots.md': '# Pilots\n\nThe harbour pilot guides ships past the salary office into the harbour.',
  });
  const documents = await settled('vault');
  const found = documents.find(({ name }) => name === 'salaries.md');
  if (found === undefined) throw new Error('The document was not ingested.');
  salaries = found;
  const chain = defaultChain({ knowledge: 'vault', provider: 'extractive', model: 'extractive-1' });
  const cache = { responses: 'exact', responseTtlSeconds: 3600, embeddings: 'off' } as const;
  endpoint = await serve({ name: 'main', target: versionOf(await modelOf(chain)), cache });
  [owner, insider, outsider] = await Promise.all([
    addAccount('owner'),
    addAccount('end-user'),
    addAccount('end-user'),
  ]);
  await restrict([{ kind: 'user', id: insider.id }]);
}, 60_000);

afterAll(() => stopWorker());

function restrict(readers: { kind: 'user' | 'team'; id: string }[], by = owner) {
  const params = { name: 'vault', id: salaries.id };
  return heard({ topic: 'knowledge', key: 'vault' }, async () => {
    const answered = await call(putReaders, { method: 'PUT', cookie: by.cookie, params, json: { readers } });
    expect(answered.status).toBe(200);
  });
}

async function ask(caller: Caller) {
  const events: AnswerEvent[] = [];
  const outcome = await answer(
    {
      requestId: newId(),
      endpoint,
      turns: [{ role: 'user', content: question }],
      inputs: {},
      caller,
      source: 'chat',
      conversationId: null,
      clientRequestId: null,
      unit: null,
      signal: new AbortController().signal,
    },
    (event) => events.push(event),
  );
  return { outcome, told: JSON.stringify(events) };
}

describe('a document with readers', () => {
  test('is found for them and for nobody else, and answers in the cache are not shared across that line', async () => {
    const first = await ask(insider.caller);
    expect(first.outcome.text).toContain(secret);
    // The second of them sees the same as the first.
    for (const [person, cache] of [
      [outsider, 'miss'],
      [owner, 'hit'],
    ] as const) {
      const other = await ask(person.caller);
      expect(other.told).not.toContain(secret);
      expect(other.told).not.toContain('salaries.md');
      expect(other.outcome.cache).toBe(cache);
    }
    expect((await ask(insider.caller)).outcome.cache).toBe('hit');
    const another = await addAccount('end-user');
    expect((await ask(another.caller)).outcome.cache).toBe('hit');
  });

  test('opens for them alone; whoever manages it may put themselves on the list', async () => {
    const open = (person: Account) =>
      call(readDocument, { cookie: person.cookie, params: { revisionId: salaries.revisionId } });
    expect((await open(insider)).status).toBe(200);
    expect((await open(outsider)).status).toBe(404);
    expect((await open(owner)).status).toBe(404);
    const params = { name: 'vault', id: salaries.id };
    expect((await call(getReaders, { cookie: owner.cookie, params })).body).toMatchObject({
      readers: [{ kind: 'user', id: insider.id, name: 'Test end-user' }],
      includesYou: false,
    });
    expect((await call(getReaders, { cookie: outsider.cookie, params })).status).toBe(403);
    const json = { readers: [{ kind: 'user', id: outsider.id }] };
    expect((await call(putReaders, { method: 'PUT', cookie: outsider.cookie, params, json })).status).toBe(
      403,
    );
  });

  test('is withheld from logs, exports and conversations of whoever may not, or no longer, read it', async () => {
    const { outcome } = await ask(insider.caller);
    const ids = { conversationId: newId(), answerId: newId() };
    await askQuestion(insider.caller, {
      ...ids,
      endpoint,
      question: { id: newId(), parentId: null, content: question },
    });
    await expect
      .poll(async () => JSON.stringify(await getConversation(insider.caller, ids.conversationId)))
      .toContain(secret);
    expect((await getInference(insider.caller, outcome.requestId)).output).toContain(secret);
    const seen = await getInference(owner.caller, outcome.requestId);
    expect(seen).toMatchObject({ output: withheldText, prompt: null, retrieved: null, citations: [] });
    expect(JSON.stringify(seen)).not.toContain(secret);
    const filters = inferenceFiltersSchema.parse({ endpoint });
    let exported = '';
    for await (const part of exportInferences(owner.caller, filters, 'jsonl')) exported += part;
    expect(exported).toContain(outcome.requestId);
    expect(exported).not.toContain(secret);
    await restrict([{ kind: 'user', id: owner.id }]);
    const lost = await getConversation(insider.caller, ids.conversationId);
    expect(JSON.stringify(lost)).not.toContain(secret);
    expect(lost.messages.find(({ role }) => role === 'assistant')?.content).toBe(withheldText);
    expect((await ask(insider.caller)).told).not.toContain(secret);
    await restrict([{ kind: 'user', id: insider.id }]);
    expect(JSON.stringify(await getConversation(insider.caller, ids.conversationId))).toContain(secret);
  });

  test('is neither found in the log by its words, nor cut for others to see, nor quoted to reviewers', async () => {
    const { outcome } = await ask(insider.caller);
    const foundBy = async (q: string) =>
      (await listInferences(owner.caller, inferencePageQuerySchema.parse({ q }))).items.map(
        ({ requestId }) => requestId,
      );
    expect(await foundBy(secret)).toEqual([]);
    expect(await foundBy(question)).toContain(outcome.requestId);

    const { chunking } = await getKnowledge(owner.caller, 'vault');
    const cut = (documentId?: string) =>
      call(previewChunks, {
        cookie: owner.cookie,
        params: { name: 'vault' },
        json: { documentId, chunking },
      });
    const sampled = await cut();
    expect(JSON.stringify(sampled.body)).toContain('guides ships');
    expect(JSON.stringify(sampled.body)).not.toContain(secret);
    expect((await cut(salaries.id)).status).toBe(404);

    const hit = { guard: 'injection', kind: 'test', action: 'flagged', count: 1, excerpt: secret } as const;
    const document = { id: salaries.id, name: salaries.name, revisionId: salaries.revisionId };
    await transaction((tx) =>
      replaceDocumentEvents(tx, { knowledge: 'vault', document, hits: [{ ...hit, stage: 'ingestion' }] }),
    );
    await prisma().guardrailEvent.create({
      data: {
        id: newId(),
        at: new Date(),
        requestId: outcome.requestId,
        endpointName: endpoint,
        ...hit,
        stage: 'output',
      },
    });
    const review = async () => {
      const { body } = await call(listGuardEvents, { cookie: owner.cookie });
      return (body as { items: { stage: string; excerpt: string }[] }).items;
    };
    expect((await review()).map(({ stage }) => stage).sort()).toEqual(['ingestion', 'output']);
    expect(JSON.stringify(await review())).not.toContain(secret);
    await restrict([{ kind: 'user', id: owner.id }]);
    expect((await review()).map(({ excerpt }) => excerpt)).toEqual([secret, secret]);
    await restrict([{ kind: 'user', id: insider.id }]);
  });

  test('may be for a team; a list on the whole knowledge base hides all of it', async () => {
    const team = newId();
    await restrict([{ kind: 'team', id: team }]);
    expect((await ask({ ...outsider.caller, teams: [team] })).told).toContain(secret);
    expect((await ask(insider.caller)).told).not.toContain(secret);
    await restrict([]);
    expect((await ask(outsider.caller)).told).toContain(secret);
    const params = { name: 'vault' };
    const close = (readers: unknown[]) =>
      heard({ topic: 'knowledge', key: 'vault' }, async () => {
        await call(putBaseReaders, { method: 'PUT', cookie: owner.cookie, params, json: { readers } });
      });
    await close([{ kind: 'user', id: insider.id }]);
    expect((await ask(outsider.caller)).told).not.toContain('harbour pilot guides');
    expect((await ask(insider.caller)).told).toContain('harbour pilot');
    await close([]);
    expect((await ask(systemCaller('test'))).told).toContain('harbour pilot');
  });
});
