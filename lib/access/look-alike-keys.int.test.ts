import '../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { pool, prisma } from '../platform/db.ts';
import { authenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { createApiKey } from './create-api-key.ts';
import { forgetIdentities } from './identity-cache.ts';

let owner: Caller;
let key: string;
let id: string;

beforeAll(async () => {
  owner = (await addAccount('app-team')).caller;
  const created = await createApiKey(owner, {
    name: 'Real',
    permissions: ['endpoints.query'],
    endpoints: [],
    expiresAt: null,
  });
  [key, id] = [created.value, created.key.id];
});

/** Header values are bytes: what is not ASCII arrives as its UTF-8 bytes, each read as a Latin-1 character. */
function ask(value: string): Promise<Caller | null> {
  const authorization = Buffer.from(`Bearer ${value}`, 'utf8').toString('latin1');
  return authenticate(new Request('http://slipway.test/', { headers: { authorization } }));
}

async function refusal(value: string): Promise<string> {
  const error: unknown = await ask(value).then(
    () => new Error(`"${value}" was let in`),
    (cause: unknown) => cause,
  );
  expect(error).toMatchObject({ code: 'unauthenticated', reason: 'invalid_api_key' });
  return error instanceof Error ? error.message : '';
}

const replaced = (at: number, by: string) => key.slice(0, at) + by + key.slice(at + 1);

const lookAlikes: [string, () => string][] = [
  ['a Cyrillic s', () => replaced(0, 'ѕ')],
  ['a full-width hyphen', () => replaced(2, '－')],
  ['a non-breaking hyphen', () => replaced(2, '\u2011')],
  ['upper case', () => key.toUpperCase()],
  ['one letter of other case', () => replaced(3, 'S')],
  ['its public prefix', () => key.slice(0, 19)],
  ['all but its last character', () => key.slice(0, -1)],
  ['one more character', () => `${key}A`],
  ['base64 padding', () => `${key}=`],
  ['a no-break space behind it', () => `${key}\u00a0`],
  ['a zero-width space in it', () => replaced(20, `\u200b${key[20]}`)],
  ['itself twice', () => `${key} ${key}`],
  ['quotation marks', () => `"${key}"`],
  ['itself as a second scheme', () => `Bearer ${key}`],
  ['nothing', () => ''],
  ['an SQL wildcard', () => `${key.slice(0, 19)}%`],
];

test.each(lookAlikes)('a key with %s is refused as any unknown one', async (_name, make) => {
  expect(await ask(key)).toMatchObject({ kind: 'api-key', id });
  expect(await refusal(make())).toBe(await refusal('sk-slipway-00000000-never'));
});

test('no key of one changed character opens', async () => {
  const character = fc.constantFrom(...'abcXYZ019-_.~');
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: key.length - 1 }), character, async (at, by) => {
      fc.pre(key[at] !== by);
      await refusal(replaced(at, by));
    }),
    { numRuns: 60 },
  );
});

test('unknown, revoked, expired and disabled keys get one message, and each costs one look-up every time', async () => {
  const unknown = await refusal('sk-slipway-00000000-never');
  const states = [
    () => prisma().apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } }),
    () => prisma().apiKey.update({ where: { id }, data: { expiresAt: null, revokedAt: new Date() } }),
    async () => {
      await prisma().apiKey.update({ where: { id }, data: { revokedAt: null } });
      await prisma().user.update({ where: { id: owner.id ?? '' }, data: { disabledAt: new Date() } });
    },
  ];
  const queries = vi.spyOn(prisma().apiKey, 'findUnique');
  for (const reach of states) {
    await reach();
    forgetIdentities();
    queries.mockClear();
    expect([await refusal(key), await refusal(key)]).toEqual([unknown, unknown]);
    expect(queries).toHaveBeenCalledTimes(2);
  }
  queries.mockRestore();
});

test('the uses of many keys within a moment are one write', async () => {
  const member = (await addAccount('app-team')).caller;
  const keys = await Promise.all(
    Array.from({ length: 20 }, (_each, index) =>
      createApiKey(member, {
        name: `Key ${index}`,
        permissions: ['endpoints.query'],
        endpoints: [],
        expiresAt: null,
      }),
    ),
  );

  const queries = vi.spyOn(pool(), 'query');
  for (let round = 0; round < 5; round++) await Promise.all(keys.map(({ value }) => ask(value)));
  const ids = keys.map(({ key }) => key.id);
  await expect
    .poll(() => prisma().apiKey.count({ where: { id: { in: ids }, lastUsedAt: { not: null } } }), {
      timeout: 5000,
    })
    .toBe(20);
  const writes = queries.mock.calls.filter(([text]) => String(text).startsWith('UPDATE api_key'));
  expect(writes.length).toBeLessThanOrEqual(2);
  queries.mockRestore();
});
