/** Checks for tests: an endpoint that answers, one that hangs, and short ways to say what is wanted. Import after `test-database.ts`. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin } from '../../e2e/support/registry.ts';
import { addProvider, modelOf, openDoor, plainChain, serve, versionOf } from '../../e2e/support/traffic.ts';
import type { Caller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { getCheckHistory, listChecks } from './index.ts';
import { type CheckBodyInput, checkBodySchema, historyQuerySchema, listChecksSchema } from './schemas.ts';

export const never = new AbortController().signal;

interface Watched {
  fake: FakeOpenAi;
  endpoint: string;
  hanging: string;
  stop(): Promise<void>;
}

/** For a whole test file: its endpoints before the first test, no checks before each. */
export function watchForTests(): Watched {
  const watched = {} as Watched;
  beforeAll(async () => void Object.assign(watched, await startWatched()));
  beforeEach(() => forgetChecks(watched));
  afterAll(() => watched.stop());
  return watched;
}

async function startWatched(): Promise<Watched> {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  const fake = await startFakeOpenAi();
  await openDoor();
  await addProvider('fake', fake.url);
  return {
    fake,
    endpoint: await serve({ name: 'main', target: versionOf(await modelOf(plainChain('gpt'))) }),
    hanging: await serve({ name: 'main', target: versionOf(await modelOf(plainChain('hang'))) }),
    async stop() {
      await fake.stop();
      await closeJobs();
      await closeEvents();
    },
  };
}

async function forgetChecks({ fake }: Watched): Promise<void> {
  fake.calls.length = 0;
  fake.pings.length = 0;
  await pool().query('TRUNCATE health_check CASCADE');
}

export const body = (definition: CheckBodyInput['definition'], more: Partial<CheckBodyInput> = {}) =>
  checkBodySchema.parse({ name: `check ${newId()}`, definition, ...more });
export const database = (more: Partial<CheckBodyInput> = {}) => body({ kind: 'database' }, more);
export const asks = (endpoint: string, expect: object = {}, more: Partial<CheckBodyInput> = {}) =>
  body({ kind: 'question', endpoint, question: 'What is a snapshot?', expect }, more);
export const historyOf = (id: string) =>
  getCheckHistory(admin, id, historyQuerySchema.parse({ range: '24h' }));
export const listFor = (caller: Caller = admin, query = {}) =>
  listChecks(caller, listChecksSchema.parse(query));
