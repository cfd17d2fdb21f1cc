/** What may not be written is searched for in every column of the database. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { serveGuarded } from '../../e2e/support/guardrails.ts';
import { addProvider, ask, modelOf, openDoor, plainChain, rowOf } from '../../e2e/support/traffic.ts';
import { pool } from '../platform/db.ts';

let fake: FakeOpenAi;
let model = '';

beforeAll(async () => {
  fake = await startFakeOpenAi();
  await openDoor();
  await addProvider('fake', fake.url);
  model = await modelOf(plainChain('gpt'));
});

afterAll(() => fake.stop());

/** Every text and JSON column of the database that holds the needle. */
async function columnsWith(needle: string): Promise<string[]> {
  const columns = await pool().query<{ t: string; c: string }>(
    `SELECT c.table_name AS t, c.column_name AS c FROM information_schema.columns c
     JOIN information_schema.tables x USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND x.table_type = 'BASE TABLE'
       AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea')`,
  );
  const found: string[] = [];
  for (const { t, c } of columns.rows) {
    const { rows } = await pool().query(
      `SELECT 1 FROM "${t}" x WHERE position($1 in x."${c}"::text) > 0 OR position($2 in x."${c}"::text) > 0 LIMIT 1`,
      [needle, Buffer.from(needle).toString('hex')],
    );
    if (rows.length > 0) found.push(`${t}.${c}`);
  }
  return found;
}

test('with storage as it was, what is planted is found: the search can see', async () => {
  const needle = 'open.person@plain.example';
  const endpoint = await serveGuarded(model, { input: { personalData: { email: 'mask' } } });
  await (await ask(endpoint, { question: `I am ${needle}.`, body: { user: needle } })).text();
  expect((await columnsWith(needle)).join(' ')).toMatch(
    /inference\S*\.input\b.*inference\S*\.request_detail/,
  );
});

test('what is shown but may not be stored is not kept for an idempotency key, nor cached', async () => {
  const needle = 'shown.person@seen.example';
  const document = { store: 'masked', retrieved: { personalData: { email: 'mask' } } };
  const endpoint = await serveGuarded(model, document, { cache: { responses: 'exact' } });
  for (const stream of [false, true]) {
    fake.say(`You are ${needle}, are you not?`);
    const headers = { 'idempotency-key': `once-${endpoint}-${stream}` };
    const response = await ask(endpoint, {
      question: `Is it ${needle}? ${stream}`,
      body: { stream },
      headers,
    });
    expect(await response.text()).toContain('seen.example');
    expect(
      (await ask(endpoint, { question: `Is it ${needle}? ${stream}`, body: { stream }, headers })).status,
    ).toBe(409);
  }
  expect(await columnsWith(needle)).toEqual([]);
});

test('with storage masked, nothing that is masked is anywhere in the database', async () => {
  const needle = 'planted.person@secret.example';
  const personalData = { email: 'mask' };
  const endpoint = await serveGuarded(
    model,
    { store: 'masked', input: { personalData }, output: { personalData } },
    { cache: { responses: 'exact' } },
  );
  fake.say(`You are ${needle}, are you not?`, `Again ${needle}.`);
  const question = `I am ${needle}, who am I?`;
  const body = { user: needle, metadata: { who: needle } };
  const headers = { 'x-slipway-unit': needle };
  const first = await ask(endpoint, { question, body, headers });
  expect(await first.text()).toContain('[email]');
  await (await ask(endpoint, { question, body: { ...body, stream: true }, headers })).text();
  const blockedBefore = await ask(`${endpoint}x`, { question: 'No such endpoint.' });
  await blockedBefore.text();
  expect(await columnsWith(needle)).toEqual([]);
  const row = await rowOf(first);
  expect(row.input.at(-1)?.content).toBe('I am [email], who am I?');
  expect(row.requestDetail).toMatchObject({ user: '[email]', metadata: { who: '[email]' } });
});
