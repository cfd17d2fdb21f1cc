import '../../../../e2e/support/test-database.ts';
import { afterEach, expect, test } from 'vitest';
import {
  type Account,
  type Answer,
  addAccount,
  call,
  cookiesOf,
  origin,
  password,
} from '../../../../e2e/support/accounts.ts';
import { GET as me } from '../../me/route.ts';
import { POST as signOutEverywhere } from '../../me/sign-out-everywhere/route.ts';
import { GET, POST } from './route.tsx';

afterEach(() => {
  delete process.env.AUTH_TRUST_HOST;
});

interface Tokens {
  cookie: string;
  csrfToken: string;
}

async function begin(cookie = ''): Promise<Tokens> {
  const answer = await call(GET, { cookie, params: { nextauth: ['csrf'] } });
  expect(answer.status).toBe(200);
  const { csrfToken } = answer.body as { csrfToken: string };
  return { csrfToken, cookie: cookiesOf(answer, cookie) };
}

const credentials = { nextauth: ['callback', 'credentials'] };

async function signInAs(
  email: string,
  fields: Record<string, string> = {},
): Promise<Answer & { cookie: string }> {
  const { cookie, csrfToken } = await begin();
  const form = { csrfToken, email, password, json: 'true', ...fields };
  const answer = await call(POST, { params: credentials, cookie, form });
  return { ...answer, cookie: cookiesOf(answer, cookie) };
}

function session(cookie: string): Promise<Answer> {
  return call(GET, { cookie, params: { nextauth: ['session'] } });
}

function sessionCookieOf(answer: Answer): string {
  return answer.headers.getSetCookie().find((cookie) => cookie.includes('session-token')) ?? '';
}

async function expectSignedIn(account: Account, cookie: string): Promise<void> {
  expect((await call(me, { cookie })).body).toMatchObject({ id: account.id, email: account.email });
}

test('csrf, callback, cookie: a form signs in and the cookie opens the console API', async () => {
  const account = await addAccount('app-team');
  const answer = await signInAs(account.email.toUpperCase(), { callbackUrl: '/chat?id=7' });
  expect(answer.status).toBe(200);
  expect(new URL((answer.body as { url: string }).url).pathname).toBe('/chat');
  expect(sessionCookieOf(answer)).toMatch(
    /^next-auth\.session-token=.+; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/,
  );
  await expectSignedIn(account, answer.cookie);
  expect((await session(answer.cookie)).body).toMatchObject({
    user: { id: account.id, email: account.email },
    expires: expect.any(String),
  });
});

test('JSON does as well as a form', async () => {
  const account = await addAccount('stakeholder');
  const { cookie, csrfToken } = await begin();
  const json = { csrfToken, email: account.email, password, json: true };
  const answer = await call(POST, { params: credentials, cookie, json });
  expect(answer.status).toBe(200);
  await expectSignedIn(account, cookiesOf(answer, cookie));
});

test('without the csrf token there is no session', async () => {
  const account = await addAccount('app-team');
  const { cookie } = await begin();
  const form = { email: account.email, password, csrfToken: 'f'.repeat(64), json: 'true' };
  const answer = await call(POST, { params: credentials, cookie, form });
  expect(sessionCookieOf(answer)).toBe('');
});

test('another site cannot sign a browser in', async () => {
  const { cookie, csrfToken } = await begin();
  const headers = { origin: 'https://evil.example' };
  const answer = await call(POST, { params: credentials, cookie, headers, form: { csrfToken } });
  expect(answer.status).toBe(403);
});

test('a wrong password is a problem for scripts and a redirect with the reason for plain forms', async () => {
  const { email } = await addAccount('app-team');
  const scripted = await signInAs(email, { password: 'not the password' });
  expect(scripted.status).toBe(401);
  expect(scripted.body).toMatchObject({
    type: 'urn:slipway:error:wrong_credentials',
    detail: 'The e-mail or the password is wrong.',
    url: expect.stringContaining('error='),
  });
  expect(sessionCookieOf(scripted)).toBe('');
  const plain = await signInAs(email, { password: 'not the password', json: '' });
  expect(plain.status).toBe(302);
  expect(plain.headers.get('location')).toBe('/sign-in?error=wrong_credentials');
});

test('a lock-out says when to come back', async () => {
  const email = 'nobody@example.com';
  for (let tries = 0; tries < 5; tries++) await signInAs(email);
  const answer = await signInAs(email);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(20);
  expect(answer.body).toMatchObject({ detail: expect.stringMatching(/Try again in \d+ seconds/) });
});

test.each([
  'https://evil.example/',
  '//evil.example',
  'javascript:alert(1)',
  'http://localhost:3000.evil.example/',
])('signing in never leads to %s', async (callbackUrl) => {
  const account = await addAccount('app-team');
  const scripted = await signInAs(account.email, { callbackUrl });
  expect(new URL((scripted.body as { url: string }).url).pathname).toBe('/');
  expect((scripted.body as { url: string }).url).not.toContain('evil');
  const plain = await signInAs(account.email, { callbackUrl, json: '' });
  expect(plain.headers.get('location')).toBe('/');
});

test('a forged host changes nothing, even where NextAuth would trust it', async () => {
  process.env.AUTH_TRUST_HOST = 'true';
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  const answer = await call(GET, { headers, params: { nextauth: ['signin'] } });
  expect(answer.headers.get('location')).toMatch(/^\/sign-in/);
  expect(JSON.stringify([...answer.headers])).not.toContain('evil');
});

test('signing out clears the cookie', async () => {
  const account = await addAccount('app-team');
  const signedIn = await signInAs(account.email);
  const { csrfToken, cookie } = await begin(signedIn.cookie);
  const answer = await call(POST, {
    cookie,
    params: { nextauth: ['signout'] },
    form: { csrfToken, json: 'true' },
  });
  expect(answer.status).toBe(200);
  const left = cookiesOf(answer, cookie);
  expect(left).not.toContain('session-token');
  expect((await call(me, { cookie: left })).status).toBe(401);
});

test('a browser that reached the console by another name stays there', async () => {
  const account = await addAccount('app-team');
  const { cookie, csrfToken } = await begin();
  const form = { csrfToken, email: account.email, password, json: 'true', callbackUrl: `${origin}/chat` };
  const answer = await call(POST, { params: credentials, cookie, form, headers: { origin } });
  expect(answer.body).toEqual({ url: `${origin}/chat` });
});

test('a session ended elsewhere is not renewed', async () => {
  const account = await addAccount('app-team');
  const { cookie } = await signInAs(account.email);
  await call(signOutEverywhere, { method: 'POST', cookie });
  const answer = await session(cookie);
  expect(answer.body).toEqual({});
  expect(cookiesOf(answer, cookie)).not.toContain('session-token');
});

test('only what signing in needs is there', async () => {
  expect(
    (await call(POST, { params: { nextauth: ['_log'] }, form: { code: 'x', level: 'error' } })).status,
  ).toBe(404);
  expect((await call(GET, { params: { nextauth: ['nonsense'] } })).status).toBe(404);
  const big = { csrfToken: 'x'.repeat(20_000) };
  expect((await call(POST, { params: credentials, form: big })).status).toBe(413);
});
