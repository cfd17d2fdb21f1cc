/** Signed-in browsers without the sign-in screen: accounts and sessions come from the API, as a script would get them. */
import { type APIRequestContext, type APIResponse, request } from '@playwright/test';
import { admin } from './product.ts';

/** Who the tests know: the owner of the first start, somebody of an app team, and somebody who reads endpoints. */
export type RoleName = 'admin' | 'member' | 'viewer';

const roleOf = { member: 'app-team', viewer: 'data-scientist' } as const;

export interface Account {
  email: string;
  password: string;
}

type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

export interface Session {
  account: Account;
  storage: StorageState;
}

export type Sessions = Record<RoleName, Session>;

async function expectOk(response: APIResponse, what: string): Promise<APIResponse> {
  if (response.ok()) return response;
  throw new Error(`${what} failed with ${response.status()}: ${await response.text()}`);
}

async function signIn(api: APIRequestContext, account: Account): Promise<void> {
  const csrf = await expectOk(await api.get('/api/auth/csrf'), 'GET /api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const form = { ...account, csrfToken, json: 'true' };
  await expectOk(await api.post('/api/auth/callback/credentials', { form }), `Signing in ${account.email}`);
}

async function createAccount(
  adminApi: APIRequestContext,
  url: string,
  role: keyof typeof roleOf,
): Promise<Session> {
  const email = `${role}@example.com`;
  const created = await expectOk(
    await adminApi.post('/api/users', { data: { email, name: `Test ${role}`, role: roleOf[role] } }),
    `Creating a ${role}`,
  );
  const { oneTimePassword } = (await created.json()) as { oneTimePassword: string };
  const account = { email, password: `own-password-of-the-${role}` };
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: new URL(url).origin } });
  try {
    await signIn(api, { email, password: oneTimePassword });
    const change = { currentPassword: oneTimePassword, newPassword: account.password };
    await expectOk(await api.post('/api/me/password', { data: change }), `First password of the ${role}`);
    return { account, storage: await api.storageState() };
  } finally {
    await api.dispose();
  }
}

/** Signs in the first start's administrator and makes a member and a viewer. Once per product. */
export async function createSessions(url: string): Promise<Sessions> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: new URL(url).origin } });
  try {
    await signIn(api, admin);
    return {
      admin: { account: admin, storage: await api.storageState() },
      member: await createAccount(api, url, 'member'),
      viewer: await createAccount(api, url, 'viewer'),
    };
  } finally {
    await api.dispose();
  }
}
