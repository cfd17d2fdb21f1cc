import '../../e2e/support/test-database.ts';
import { beforeAll, expect, test } from 'vitest';
import { hmac } from '../platform/crypto.ts';
import { prisma, transaction } from '../platform/db.ts';
import { deriveEnv, env } from '../platform/env.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { authenticate } from './authenticate.ts';
import { forgetIdentities } from './identity-cache.ts';
import { sessionCookie, sessionMaxAgeSeconds } from './session-token.ts';

const userId = newId();
const key = 'a-key-of-no-particular-form';

beforeAll(async () => {
  await prisma().user.create({
    data: {
      id: userId,
      email: 'ada@example.com',
      name: 'Ada',
      grants: { create: { id: newId(), role: 'app-team', scopeKind: 'everything' } },
      passwordHash: '-',
      sessionsValidAfter: new Date(Date.now() - 60_000),
      apiKeys: {
        create: {
          id: newId(),
          name: 'laptop',
          prefix: 'a-key',
          hash: hmac('api-key', key),
          permissions: ['endpoints.query', 'no.such.permission'],
        },
      },
    },
  });
});

async function change(data: Parameters<ReturnType<typeof prisma>['user']['update']>[0]['data']) {
  await prisma().user.update({ where: { id: userId }, data });
  forgetIdentities();
}

function ask(headers: Record<string, string>) {
  return authenticate(new Request('http://slipway.test/api/me', { headers }));
}

/** Of a session with a row that says it is live. */
async function cookie(signedInAt = Date.now(), id = userId): Promise<string> {
  const session = { id: newId(), userId, browser: 'a test', method: 'credentials' };
  await prisma().signInSession.create({ data: { ...session, expiresAt: new Date(Date.now() + 60_000) } });
  return (await sessionCookie({ id: session.id, userId: id, signedInAt })).split(';')[0] ?? '';
}

const ended = { code: 'unauthenticated', reason: 'session_ended' };

test('nobody sends a request without cookie and key', async () => {
  expect(await ask({})).toBeNull();
  expect(await ask({ authorization: 'Basic YTpi', cookie: 'theme=dark' })).toBeNull();
});

test('a session cookie names its user, also split as NextAuth may send it', async () => {
  const expected = { kind: 'user', id: userId, email: 'ada@example.com', address: null };
  const pair = await cookie();
  expect(await ask({ cookie: `theme=dark; ${pair}` })).toMatchObject(expected);
  const [name = '', token = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  const chunks = `${name}.1=${token.slice(50)}; ${name}.0=${token.slice(0, 50)}`;
  expect(await ask({ cookie: chunks })).toMatchObject(expected);
});

test('forged, over-age and foreign sessions are refused', async () => {
  const pair = await cookie();
  await expect(ask({ cookie: `${pair.slice(0, -2)}xx` })).rejects.toMatchObject(ended);
  const old = await cookie(Date.now() - sessionMaxAgeSeconds * 1000 - 1);
  await expect(ask({ cookie: old })).rejects.toMatchObject(ended);
  await expect(ask({ cookie: await cookie(Date.now(), newId()) })).rejects.toMatchObject(ended);
});

test('a session signed in before the cut-off is over, one at the cut-off is not', async () => {
  const cutOff = Date.now();
  await change({ sessionsValidAfter: new Date(cutOff) });
  await expect(ask({ cookie: await cookie(cutOff - 1) })).rejects.toMatchObject(ended);
  expect(await ask({ cookie: await cookie(cutOff) })).toMatchObject({ id: userId });
});

test('a session without a row, with one that ended, and with one of somebody else is refused', async () => {
  const unknown = await sessionCookie({ id: newId(), userId, signedInAt: Date.now() });
  await expect(ask({ cookie: unknown })).rejects.toMatchObject(ended);
  const pair = await cookie();
  expect(await ask({ cookie: pair })).toMatchObject({ id: userId });
  await prisma().signInSession.updateMany({ where: { userId }, data: { endedAt: new Date() } });
  forgetIdentities();
  await expect(ask({ cookie: pair })).rejects.toMatchObject(ended);
});

test('disabling a user ends sessions and keys at once', async () => {
  const pair = await cookie();
  expect(await ask({ cookie: pair })).toMatchObject({ id: userId });
  await change({ disabledAt: new Date() });
  await expect(ask({ cookie: pair })).rejects.toMatchObject(ended);
  await expect(ask({ authorization: `Bearer ${key}` })).rejects.toMatchObject({
    reason: 'invalid_api_key',
  });
  await change({ disabledAt: null });
});

test('identities are kept for a moment, and forgotten when another process says so', async () => {
  const pair = await cookie();
  const rename = (name: string) => prisma().user.update({ where: { id: userId }, data: { name } });
  await expect
    .poll(async () => {
      const { name } = await rename(newId());
      const caller = await ask({ cookie: pair });
      return caller?.name !== name;
    })
    .toBe(true);
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name: 'Ada again' } });
    await publishChange(tx, { topic: 'access', key: userId });
  });
  // Well before the cache would have let go by itself.
  await expect.poll(async () => (await ask({ cookie: pair }))?.name, { timeout: 2000 }).toBe('Ada again');
});

test('a bearer key wins over a session, keeps its own bounds and notes its use', async () => {
  const caller = await ask({ authorization: `bearer  ${key}`, cookie: await cookie() });
  expect(caller).toMatchObject({ kind: 'api-key', ownerId: userId, name: 'laptop' });
  expect(caller?.kind === 'api-key' && [...caller.access.keys()]).toEqual(['endpoints.query']);
  await expect
    .poll(() => prisma().apiKey.findFirst({ where: { ownerId: userId, lastUsedAt: { not: null } } }))
    .not.toBeNull();
});

test('unknown, empty, expired and revoked keys are refused even beside a good session', async () => {
  const pair = await cookie();
  const unknown = { code: 'unauthenticated', reason: 'invalid_api_key' };
  await expect(ask({ authorization: 'Bearer sk-slipway-nope', cookie: pair })).rejects.toMatchObject(unknown);
  await expect(ask({ authorization: 'Bearer', cookie: pair })).rejects.toMatchObject(unknown);
  await prisma().apiKey.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  forgetIdentities();
  await expect(ask({ authorization: `Bearer ${key}` })).rejects.toMatchObject({ reason: 'invalid_api_key' });
  await prisma().apiKey.updateMany({ data: { revokedAt: new Date() } });
  forgetIdentities();
  await expect(ask({ authorization: `Bearer ${key}` })).rejects.toMatchObject({ reason: 'invalid_api_key' });
});

test('a key made under the secret before opens, and is kept under the new one', async () => {
  const earlier = env().SLIPWAY_SECRET ?? '';
  const again = 'a-key-from-before-the-change';
  const row = { id: newId(), name: 'old', prefix: 'a-key-f', permissions: [], ownerId: userId };
  await prisma().apiKey.create({ data: { ...row, hash: hmac('api-key', again) } });
  const header = { authorization: `Bearer ${again}` };
  try {
    deriveEnv({ SLIPWAY_SECRET: 'another-secret-that-is-long-enough-for-tests' });
    await expect(ask(header)).rejects.toMatchObject({ code: 'unauthenticated' });
    deriveEnv({ SLIPWAY_SECRET_PREVIOUS: earlier });
    expect(await ask(header)).toMatchObject({ kind: 'api-key', id: row.id });
    deriveEnv({ SLIPWAY_SECRET_PREVIOUS: '' });
    forgetIdentities();
    expect(await ask(header)).toMatchObject({ kind: 'api-key', id: row.id });
  } finally {
    deriveEnv({ SLIPWAY_SECRET: earlier, SLIPWAY_SECRET_PREVIOUS: '' });
    forgetIdentities();
  }
});
