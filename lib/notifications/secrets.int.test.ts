/** Planted secrets go through the paths that fail, and turn up neither in the log nor in what anybody is shown. */
import '../../e2e/support/test-database.ts';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as me from '../../app/api/me/route.ts';
import { addAccount, call } from '../../e2e/support/accounts.ts';
import { route, signIn, systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { prisma, transaction } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { saveProvider, testProvider } from '../providers/index.ts';
import { providerInputSchema } from '../providers/schemas.ts';
import { deliverNotification } from './deliver-notification.ts';
import { createChannel, notify } from './index.ts';
import { channelInputSchema } from './schemas.ts';

const planted = {
  providerKey: 'sk-planted-provider-key-0001',
  apiKey: 'sk-planted-key-of-a-caller-0002',
  password: 'planted password 0003',
  mailPassword: 'planted-mail-password-0004',
  path: 'planted-path-0005',
};

const tester = systemCaller('test');
let echo: Server;
let url: string;
let logged = '';

beforeAll(async () => {
  // Repeats what it was sent, as some vendors do in their errors.
  echo = createServer((request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    const message = `Incorrect API key provided: ${request.headers.authorization}`;
    response.end(JSON.stringify({ error: { message } }));
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    logged += String(text);
    return true;
  });
  deriveEnv({
    SLIPWAY_LOG: 'debug',
    SLIPWAY_EGRESS_ALLOW: '127.0.0.1',
    SLIPWAY_SMTP_URL: `smtp://user:${planted.mailPassword}@127.0.0.1:2`,
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  echo.close();
  await closeJobs();
  await closeEvents();
});

const broken = route({
  permission: 'any-user',
  handle: () => {
    throw new Error(
      `connection to postgres://slipway:${planted.mailPassword}@db failed, bearer ${planted.apiKey}`,
    );
  },
});

test('no secret is logged, shown or kept in the clear', async () => {
  const shown: unknown[] = [];
  const note = (error: unknown) => shown.push(error instanceof Error ? error.message : error);

  await saveProvider(
    tester,
    providerInputSchema.parse({
      name: 'echo',
      baseUrl: `${url}/v1`,
      apiKey: planted.providerKey,
      models: [{ name: 'a' }],
      allowPrivateNetwork: true,
    }),
  );
  await testProvider(tester, 'echo', {}, new AbortController().signal).then(note, note);

  const { email, cookie } = await addAccount('app-team');
  await signIn(
    { email, password: planted.password },
    { address: null, name: 'a test', sessionId: null },
  ).then(note, note);
  shown.push((await call(me.GET, { key: planted.apiKey })).body);
  shown.push((await call(broken, { cookie })).body);

  const target = { kind: 'webhook', url: `${url}/${planted.path}` };
  await createChannel(tester, channelInputSchema.parse({ name: 'hook', target, topics: ['quota.warning'] }));
  await transaction((tx) =>
    notify(tx, { topic: 'quota.warning', title: 'A', text: 'B', to: { emails: ['a@example.com'] } }),
  );
  for (const { id } of await prisma().notificationDelivery.findMany()) {
    await deliverNotification(id, { lastTry: false, signal: AbortSignal.timeout(10_000) }).then(note, note);
  }
  const kept = await Promise.all([
    prisma().auditEvent.findMany(),
    prisma().notificationDelivery.findMany(),
    prisma().providerConfig.findMany({ omit: { sealedKey: true } }),
  ]);

  expect(logged).toContain('unexpected error');
  expect(shown).toHaveLength(6);
  const text = `${logged}${JSON.stringify(shown)}${JSON.stringify(kept, (_key, value) => (typeof value === 'bigint' ? String(value) : value))}`;
  for (const [name, secret] of Object.entries(planted)) expect(text.includes(secret), name).toBe(false);
});
