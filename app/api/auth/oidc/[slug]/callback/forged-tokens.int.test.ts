import '../../../../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/platform/db.ts';
import { deriveEnv } from '#lib/platform/env.ts';
import { newId } from '#lib/platform/ids.ts';
import { type Answer, addAccount, call, cookiesOf, origin } from '../../../../../../e2e/support/accounts.ts';
import {
  type ForgingIssuer,
  startForgingIssuer,
  type Token,
} from '../../../../../../e2e/support/forging-issuer.ts';
import { POST as create } from '../../../../identity-providers/route.ts';
import { POST as start } from '../../../../sign-in/identity-provider/route.ts';
import { GET as callback } from './route.ts';

const slug = 'forged';
const client = { id: 'slipway', secret: 'a-secret-that-is-long-enough-for-a-test' };
let issuer: ForgingIssuer;

beforeAll(async () => {
  deriveEnv({ SLIPWAY_EGRESS_ALLOW: 'localhost', NEXTAUTH_URL: origin });
  issuer = await startForgingIssuer(client);
  const owner = await addAccount('owner');
  const made = await call(create, {
    cookie: owner.cookie,
    json: {
      slug,
      name: 'Forged',
      issuer: issuer.url,
      clientId: client.id,
      clientSecret: client.secret,
      enabled: true,
      justInTime: true,
    },
  });
  expect(made.status).toBe(201);
});

afterAll(() => issuer.stop());

async function signIn(sub: string, forge: (token: Token) => Token): Promise<Answer> {
  issuer.forge = forge;
  const begun = await call(start, { json: { slug } });
  expect(begun.status).toBe(200);
  const { pathname, search } = new URL(issuer.signIn((begun.body as { url: string }).url, sub));
  return call(callback, { path: `${pathname}${search}`, cookie: cookiesOf(begun), params: { slug } });
}

function accounts(sub: string): Promise<number> {
  return prisma().user.count({ where: { email: `${sub}@example.com` } });
}

const claims = (change: Record<string, unknown>) => (token: Token) => ({
  ...token,
  claims: { ...token.claims, ...change },
});
const signed =
  (key: Token['key'], header: Record<string, unknown> = {}) =>
  (token: Token) => ({
    ...token,
    key,
    header: { ...token.header, ...header },
  });
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead;

test('the right token signs in', async () => {
  const sub = newId();
  const answer = await signIn(sub, (token) => token);
  expect(answer.headers.get('location')).toBe('/');
  expect(cookiesOf(answer)).toContain('session-token');
  expect(await accounts(sub)).toBe(1);
});

test.each<[string, (token: Token) => Token]>([
  ['a nonce of another sign-in', claims({ nonce: 'of-another-sign-in-that-was-seen-somewhere' })],
  ['no nonce', claims({ nonce: undefined })],
  ['a key nobody published, under the name of one that is', signed('other')],
  ['a key nobody published, under its own name', signed('other', { kid: 'another' })],
  ['the client secret for a key', signed('secret', { alg: 'HS256' })],
  ['the client secret, said to be the published key', signed('secret')],
  ['no signature', signed('none', { alg: 'none' })],
  ['an end ten minutes ago', (token) => claims({ iat: seconds(-900), exp: seconds(-600) })(token)],
  ['no end', claims({ exp: undefined })],
  ['another audience', claims({ aud: 'somebody-else' })],
  ['another issuer', claims({ iss: 'https://somebody.else.example' })],
  ['no subject', claims({ sub: undefined })],
  [
    'details of another person',
    (token) => ({ ...token, userinfo: { ...token.userinfo, sub: 'somebody else' } }),
  ],
])('a token with %s opens nothing and makes nobody', async (_what, forge) => {
  const sub = newId();
  const answer = await signIn(sub, forge);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?error=provider_refused']);
  expect(cookiesOf(answer)).not.toContain('session-token');
  expect(await accounts(sub)).toBe(0);
});
