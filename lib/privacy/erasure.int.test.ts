import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { record } from '../../e2e/support/inference-record.ts';
import {
  filesHolding,
  makeKnowledge,
  runWorker,
  settled,
  until,
  uploadRequest,
} from '../../e2e/support/knowledge.ts';
import { dataFolder } from '../../e2e/support/test-database.ts';
import { authenticate, systemCaller } from '../access/index.ts';
import { verifyChain } from '../audit/index.ts';
import { canonicalJson } from '../chain/index.ts';
import { recordInference } from '../inference/index.ts';
import { addDocuments, searchKnowledge } from '../knowledge/index.ts';
import { searchInputSchema } from '../knowledge/schemas.ts';
import { sha256Hex } from '../platform/crypto.ts';
import { pool, prisma } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { listZip, readZip } from '../platform/zip.ts';
import { plant, recordOf } from './fixtures/plant.ts';
import { rowsHolding } from './fixtures/rows-holding.ts';
import {
  erasePerson,
  exportOwnData,
  exportPerson,
  findPerson,
  getCertificate,
  getErasure,
  heldData,
} from './index.ts';

const system = systemCaller('test');
const never = new AbortController().signal;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  await addAccount('owner');
  stopWorker = await runWorker();
});
afterAll(() => stopWorker());

function doneErasure(id: string) {
  const ended = async () => {
    const erasure = await getErasure(system, id);
    if (erasure.state === 'failed') throw new Error(erasure.error ?? 'failed');
    return erasure.state === 'done' ? erasure : null;
  };
  return until('the erasure', ended, 120_000);
}

describe('erasing a person', () => {
  test('leaves nothing of them in the database or on disk, and figures of nobody', async () => {
    const needle = 'Quixotlplume';
    const person = await plant(needle);
    await makeKnowledge('pinned');
    await addDocuments(
      person.caller,
      'pinned',
      uploadRequest({ 'diary.txt': `The rare word is ${needle}.`, 'other.txt': 'A word of walruses.' }),
    );
    await settled('pinned');
    await prisma().documentRevision.updateMany({
      where: { document: { name: 'other.txt' } },
      data: { createdById: null },
    });
    expect((await rowsHolding(needle)).length).toBeGreaterThan(8);
    expect(await filesHolding(path.join(dataFolder, 'knowledge'), needle)).not.toEqual([]);

    const cookie = new Request('http://slipway.test/', { headers: { cookie: person.cookie } });
    const authorization = `Bearer ${person.key.value}`;
    const bearer = new Request('http://slipway.test/', { headers: { authorization } });
    await expect(authenticate(cookie)).resolves.toMatchObject({ id: person.id });
    await expect(authenticate(bearer)).resolves.toMatchObject({ ownerId: person.id });

    const started = await erasePerson(system, {
      subject: { kind: 'user', id: person.id },
      documents: 'erase',
      confirm: person.email,
    });
    // At once, before any step ran.
    await expect(authenticate(cookie)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(authenticate(bearer)).rejects.toMatchObject({ code: 'unauthenticated' });
    // A request that was under way is recorded now: its figures count, its words and its asker do not.
    const late = recordOf(person.id, needle);
    await recordInference(late);

    const erasure = await doneErasure(started.id);
    expect(await rowsHolding(needle)).toEqual([]);
    expect(await rowsHolding(person.email)).toEqual([]);
    expect(await filesHolding(path.join(dataFolder, 'knowledge'), needle)).toEqual([]);
    for (const id of [person.requestId, late.requestId]) {
      const row = await prisma().inference.findFirst({ where: { id } });
      expect(row).toMatchObject({ requesterId: null, unit: null, inputTokens: 10, outputTokens: 7 });
      expect(row?.cost).toBe(12_345_678_901n);
    }
    const pinned = await searchKnowledge(
      system,
      'pinned',
      searchInputSchema.parse({ query: `word ${needle}`, snapshot: 1 }),
      never,
    );
    expect(pinned.hits.map(({ documentName }) => documentName)).toEqual(['other.txt']);
    expect((await verifyChain()).problems).toEqual([]);

    const { sha256, ...facts } = await getCertificate(system, started.id);
    expect(sha256).toBe(sha256Hex(canonicalJson(facts)));
    const counts = Object.fromEntries(erasure.steps.map(({ place, count }) => [place, count]));
    expect(counts).toMatchObject({ conversations: 1, feedback: 1, documents: 1, idempotency: 1 });
    expect(counts.inferences).toBeGreaterThanOrEqual(2);
  });

  test('asking twice is one erasure, and nothing new of the person is stored afterwards', async () => {
    const person = await plant('Zibbelmorth');
    const request = {
      subject: { kind: 'user', id: person.id } as const,
      documents: 'keep' as const,
      confirm: person.email,
    };
    const [one, two] = await Promise.all([erasePerson(system, request), erasePerson(system, request)]);
    expect(two.id).toBe(one.id);
    await doneErasure(one.id);
    expect((await erasePerson(system, request)).id).toBe(one.id);
    await expect(
      prisma().conversation.create({
        data: { id: newId(), userId: person.id, endpointName: 'assistant', title: 'again' },
      }),
    ).rejects.toThrow('erased');
  });

  test('is refused for oneself, the last owner, unconfirmed, and to whom may not', async () => {
    const person = await addAccount('end-user');
    const officer = await addAccount('security-admin');
    const of = (id: string, confirm: string) => ({
      subject: { kind: 'user', id } as const,
      documents: 'keep' as const,
      confirm,
    });
    await expect(erasePerson(officer.caller, of(officer.id, officer.email))).rejects.toMatchObject({
      reason: 'own_account',
    });
    await expect(erasePerson(officer.caller, of(person.id, 'somebody'))).rejects.toMatchObject({
      reason: 'not_confirmed',
    });
    await expect(erasePerson(person.caller, of(officer.id, officer.email))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(erasePerson(system, of(newId(), 'x'))).rejects.toMatchObject({ code: 'not_found' });
    const owners = await prisma().grant.findMany({ where: { role: 'owner' }, include: { user: true } });
    const results = [];
    for (const { user } of owners) {
      const erasing = erasePerson(system, of(user?.id ?? '', user?.email ?? ''));
      results.push(await erasing.then(({ id }) => doneErasure(id)).catch((error) => error));
    }
    expect(results.at(-1)).toMatchObject({ reason: 'last_owner' });
  });

  test('a client of an application is found and erased by the name it was given', async () => {
    const name = 'customer-Vroomplast';
    const asked = record({
      assigned: { entity: 'champion', unit: name, unitKind: 'user' },
      question: 'Where is my parcel?',
      requestDetail: { user: name },
    });
    await recordInference(asked);
    const { items } = await findPerson(system, name);
    expect(items).toMatchObject([{ subject: { kind: 'client', id: name } }]);
    const subject = { kind: 'client', id: name } as const;
    expect((await heldData(system, subject)).places).toMatchObject([{ place: 'inferences', count: 1 }]);
    const { id } = await erasePerson(system, { subject, documents: 'keep', confirm: name });
    const { certificate } = await doneErasure(id);
    expect(certificate?.subject.id).toBe(sha256Hex(name));
    const row = await prisma().inference.findFirst({ where: { id: asked.requestId } });
    expect(row).toMatchObject({ question: '', unit: null, requesterName: 'Ada' });
  });

  test('ten thousand requests go in bounded time', async () => {
    const person = await addAccount('end-user');
    await pool().query(
      `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, requester_kind, requester_id,
         requester_name, input, question, output, spans, total_ms)
       SELECT overlay(gen_random_uuid()::text placing substr(slipway_first_id_at(now())::text, 1, 14) from 1)::uuid, now(),
         'ok', 200, 'chat', 'assistant', 'user', $1, 'Ada', '[]', 'Nimblewhisk ' || n, repeat('words ', 50), '[]', 1
       FROM generate_series(1, 10000) AS n`,
      [person.id],
    );
    const began = performance.now();
    const { id } = await erasePerson(system, {
      subject: { kind: 'user', id: person.id },
      documents: 'keep',
      confirm: person.email,
    });
    const { steps } = await doneErasure(id);
    const took = performance.now() - began;
    console.log(`10,000 requests erased in ${Math.round(took)} ms`);
    expect(took).toBeLessThan(100_000);
    expect(steps.find(({ place }) => place === 'inferences')?.count).toBe(10_000);
    expect(await rowsHolding('Nimblewhisk')).toEqual([]);
  });
});

describe('an export', () => {
  test('holds everything, no secret, and the documents byte for byte', async () => {
    const needle = 'Plinkerooth';
    const person = await plant(needle);
    await makeKnowledge('exported');
    await addDocuments(person.caller, 'exported', uploadRequest({ 'letter.txt': `Dear ${needle}` }));
    await settled('exported');
    const answer = await exportOwnData(person.caller);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const limits = {
      maxEntries: 100,
      maxEntryBytes: 1e7,
      maxTotalBytes: 1e8,
      maxRatio: 1000,
      ratioFloorBytes: 1e6,
    };
    const names = (await listZip(bytes, limits)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['profile.json', 'conversations.json', 'README.txt']));
    const files = await readZip(bytes, limits, () => true);
    const read = (name: string) => JSON.parse(files.get(name)?.toString() ?? 'null') as object[];
    expect(read('profile.json')).toMatchObject([{ email: person.email }]);
    expect(read('conversations.json')).toMatchObject([
      { title: needle, messages: [{ content: `Who is ${needle}?` }] },
    ]);
    expect(read('inferences.json')).toMatchObject([{ question: needle }]);
    expect(read('feedback.json')).toMatchObject([{ comment: needle }]);
    const original = names.find((name) => name.endsWith('/letter.txt'));
    expect(files.get(original ?? '')?.toString()).toBe(`Dear ${needle}`);
    const all = [...files.values()].map((file) => file.toString()).join('');
    expect(all).not.toContain(person.key.value);
    expect(all).not.toContain('password_hash');
  });

  test('is refused while the person is being erased, and to whom may not', async () => {
    const person = await addAccount('end-user');
    const other = await addAccount('end-user');
    const subject = { kind: 'user', id: person.id } as const;
    await expect(exportPerson(other.caller, subject)).rejects.toMatchObject({ code: 'forbidden' });
    await prisma().erasure.create({
      data: {
        id: newId(),
        subjectKind: 'user',
        subjectId: person.id,
        documents: 'keep',
        state: 'running',
        requestedByName: 'x',
      },
    });
    await expect(exportPerson(system, subject)).rejects.toMatchObject({ reason: 'being_erased' });
  });
});
