import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The module as a process with this public address sees it. */
async function under(url: string | undefined) {
  vi.stubEnv('SLIPWAY_SECRET', 'a secret of a test that is long enough');
  vi.stubEnv('NEXTAUTH_URL', url);
  vi.resetModules();
  return import('./session-token.ts');
}

const session = {
  id: '01a1fbb5-552d-73b5-bf79-4468c99d8330',
  userId: '01a1fbb5-552d-73b5-bf79-4468c99d8329',
  signedInAt: 1_800_000_000_000,
};

test('over https the cookie is Secure and takes the prefix that browsers enforce', async () => {
  const module = await under('https://slipway.example');
  const cookie = await module.sessionCookie(session);
  expect(cookie).toMatch(/^__Host-next-auth\.session-token=/);
  expect(cookie).toMatch(/; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/);
});

test.each(['http://localhost:3000', undefined])(
  'under %s it is not, or browsers would drop it',
  async (url) => {
    const module = await under(url);
    const cookie = await module.sessionCookie(session);
    expect(cookie).toMatch(/^next-auth\.session-token=.*; HttpOnly; SameSite=Lax$/);
    const token = module.readSessionToken(`a=b; ${cookie}`);
    expect(token && (await module.decodeSession(token))).toEqual(session);
  },
);

test('no session without its cookie, whatever else is sent', async () => {
  const { readSessionToken, decodeSession } = await under(undefined);
  expect(readSessionToken(null)).toBeNull();
  expect(readSessionToken('next-auth.session-token=')).toBeNull();
  expect(readSessionToken('x-next-auth.session-token=abc')).toBeNull();
  expect(readSessionToken('next-auth.session-token=%E0%A4%A')).toBe('%E0%A4%A');
  expect(await decodeSession('not.a.token')).toBeNull();
});

test('over https a cookie that a sister host could have planted is not read', async () => {
  const { readSessionToken } = await under('https://slipway.example');
  const planted = 'next-auth.session-token=plain; __Secure-next-auth.session-token=secure';
  expect(readSessionToken(planted)).toBeNull();
  expect(readSessionToken(`${planted}; __Host-next-auth.session-token=own`)).toBe('own');
  expect(readSessionToken('__Host-next-auth.session-token.1=b; __Host-next-auth.session-token.0=a')).toBe(
    'ab',
  );
});

test('every cookie of the sign-in is ours alone over https', async () => {
  const { authCookies } = await under('https://slipway.example');
  for (const { name, options } of Object.values(authCookies())) {
    expect(name).toMatch(/^__Host-/);
    expect(options).toEqual({ path: '/', httpOnly: true, sameSite: 'lax', secure: true });
  }
});
