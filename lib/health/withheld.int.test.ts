/** A check is no way around lists of readers: it neither finds, nor answers from, nor tells what not everybody may read. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heard } from '../../e2e/support/changes.ts';
import { makeKnowledge, runWorker, settled, upload } from '../../e2e/support/knowledge.ts';
import { admin } from '../../e2e/support/registry.ts';
import { modelOf, serve, versionOf } from '../../e2e/support/traffic.ts';
import { defaultChain } from '../chain/index.ts';
import { saveReaders } from '../knowledge/index.ts';
import { newId } from '../platform/ids.ts';
import { createCheck, runCheckNow } from './index.ts';
import { asks, body, never } from './test-checks.ts';

const secret = 'nine thousand zorkmids';
let stopWorker = async () => {};
let endpoint = '';
let documentId = '';

beforeAll(async () => {
  stopWorker = await runWorker();
  await makeKnowledge('vault');
  await upload('vault', {
    'salaries.md': `# Salaries\n\nThe salary of the harbour pilot is ${secret} a year.`,
  });
  documentId = (await settled('vault'))[0]?.id ?? '';
  const chain = defaultChain({ knowledge: 'vault', provider: 'extractive', model: 'extractive-1' });
  endpoint = await serve({ name: 'main', target: versionOf(await modelOf(chain)) });
}, 60_000);
afterAll(() => stopWorker());

test('what is withheld from some is withheld from checks', async () => {
  const question = 'What is the salary of the harbour pilot?';
  const asked = await createCheck(
    admin,
    body({ kind: 'question', endpoint, question, expect: { contains: [secret] } }),
  );
  const cited = await createCheck(admin, asks(endpoint, { cites: 'salaries.md' }));
  const searched = await createCheck(
    admin,
    body({ kind: 'knowledge', knowledge: 'vault', query: 'salary of the harbour pilot' }),
  );
  const indexed = await createCheck(admin, body({ kind: 'knowledge', knowledge: 'vault', maxAgeHours: 1 }));
  expect((await runCheckNow(admin, asked.id, never)).last).toMatchObject({ passed: true });
  expect((await runCheckNow(admin, searched.id, never)).last).toMatchObject({ passed: true });
  await heard({ topic: 'knowledge', key: 'vault' }, async () => {
    await saveReaders(admin, 'vault', documentId, { readers: [{ kind: 'user', id: newId() }] });
  });
  for (const { id } of [asked, cited, searched]) {
    expect((await runCheckNow(admin, id, never)).last).toMatchObject({ passed: false });
  }
  expect((await runCheckNow(admin, indexed.id, never)).last).toMatchObject({ passed: true });
});
