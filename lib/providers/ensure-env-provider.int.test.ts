import '../../e2e/support/test-database.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';

afterAll(closeEvents);

/** A new process with these variables: configuration is read once in each. */
async function start(variables: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { ensureEnvProvider } = await import('./ensure-env-provider.ts');
  const result = await ensureEnvProvider();
  vi.unstubAllEnvs();
  return result;
}

const changes = () => prisma().auditEvent.count({ where: { subjectKind: 'provider' } });

test('without a key there is no provider', async () => {
  expect(await start({})).toBeNull();
  expect(await changes()).toBe(0);
});

test('the environment owns address and key, the console the models; an unchanged start writes nothing', async () => {
  const first = await start({ OPENAI_API_KEY: 'sk-one', OPENAI_MODEL: 'gpt-x' });
  expect(first).toMatchObject({
    name: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    models: [{ name: 'gpt-x' }],
  });
  await start({ OPENAI_API_KEY: 'sk-one', OPENAI_MODEL: 'gpt-x' });
  expect(await changes()).toBe(1);
  const moved = await start({ OPENAI_API_KEY: 'sk-two', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/' });
  expect(moved).toMatchObject({
    baseUrl: 'http://127.0.0.1:8000/v1',
    models: [{ name: 'gpt-x' }],
    hasKey: true,
  });
  await start({ OPENAI_API_KEY: 'sk-two', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/' });
  expect(await changes()).toBe(2);
});
