import '../../e2e/support/test-database.ts';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { forgetRegistered, makeEndpoint, makeModel, makeVersion } from '../../e2e/support/registry-rows.ts';
import { systemCaller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { deleteProvider, providerExists, saveProvider } from './index.ts';

const admin = systemCaller('test');
const other = { model: { provider: 'other', name: 'x' } };
const uses = { model: { provider: 'acme', name: 'x' } };

beforeEach(async () => {
  await saveProvider(admin, {
    name: 'acme',
    kind: 'openai-compatible',
    baseUrl: 'https://api.example.com/v1',
    models: [],
    allowPrivateNetwork: false,
  });
});
afterEach(async () => {
  await forgetRegistered();
  await prisma().providerConfig.deleteMany({});
});
afterAll(closeEvents);

async function refused(...words: string[]): Promise<void> {
  const deleting = deleteProvider(admin, 'acme');
  await expect(deleting).rejects.toMatchObject({ code: 'conflict', reason: 'provider_in_use' });
  for (const word of words) await expect(deleting).rejects.toThrow(word);
  expect(await providerExists('acme')).toBe(true);
}

async function deleted(): Promise<void> {
  await deleteProvider(admin, 'acme');
  expect(await providerExists('acme')).toBe(false);
}

test.each([
  ['a chain', { kind: 'chain', ...uses }],
  ['a chain of before there were forms', uses],
  ['a prompt', { kind: 'prompt', prompt: { user: 'x' }, ...uses }],
  ['an external model', { kind: 'external-model', ...uses }],
  ['a remote server', { kind: 'remote', server: { provider: 'acme' } }],
  [
    'a routing rule',
    {
      kind: 'chain',
      ...other,
      routing: [
        { name: 'a', ...other },
        { name: 'b', ...uses },
      ],
    },
  ],
])('%s counts', async (_name, document) => {
  await makeVersion(await makeModel('assistant'), 3, document, { alias: 'champion' });
  await refused('assistant version 3');
});

test.each(['staging', 'production'] as const)('the stage %s counts', async (stage) => {
  await makeVersion(await makeModel('assistant'), 1, uses, { stage });
  await refused('assistant version 1');
});

test('versions that nothing reaches, and deleted ones, do not count', async () => {
  const modelId = await makeModel('assistant');
  await makeVersion(modelId, 1, uses);
  await makeVersion(modelId, 2, uses, { stage: 'archived' });
  await makeVersion(modelId, 3, uses, { stage: 'production', deleted: true });
  await makeVersion(modelId, 4, other, { stage: 'production', alias: 'champion' });
  await makeEndpoint('support', [
    { name: 'a', target: { by: 'alias', model: 'assistant', alias: 'champion' } },
    { name: 'b', target: { by: 'stage', model: 'assistant', stage: 'production' } },
    // Another model of the same number.
    { name: 'c', target: { by: 'version', model: 'elsewhere', version: 1 } },
    { name: 'd', target: { by: 'external', provider: 'other', providerModel: 'acme' } },
  ]);
  await deleted();
});

test('an endpoint in force holds the version it pins, fallbacks without traffic too', async () => {
  await makeVersion(await makeModel('assistant'), 2, uses);
  const target = { by: 'version', model: 'assistant', version: 2 };
  await makeEndpoint('support', [{ name: 'spare', trafficPercentage: 0, target }]);
  await refused('assistant version 2');
});

test('an endpoint holds the highest number of the stage it follows, and that one only', async () => {
  const modelId = await makeModel('assistant');
  await makeVersion(modelId, 1, uses, { stage: 'archived' });
  const target = { by: 'stage', model: 'assistant', stage: 'archived' };
  await makeEndpoint('museum', [{ name: 'old', target }]);
  await refused('assistant version 1');
  await makeVersion(modelId, 2, other, { stage: 'archived' });
  await deleted();
});

test('an endpoint that serves one of its models directly holds it, until the configuration is no longer in force', async () => {
  const target = { by: 'external', provider: 'acme', providerModel: 'big' };
  await makeEndpoint('support', [{ name: 'big', target }]);
  await refused('the endpoint support');
  await forgetRegistered();
  await makeEndpoint(
    'support',
    [{ name: 'big', target }],
    [{ name: 'small', target: { ...target, provider: 'other' } }],
  );
  await deleted();
});
