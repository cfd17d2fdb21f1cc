/** Signed-in browsers without the sign-in screen: accounts and sessions come from the API, as a script would get them. */
import { type APIRequestContext, type APIResponse, request } from '@playwright/test';
import type { BuiltInRole } from '../../lib/access/schemas.ts';
import { admin } from './product.ts';

/** One person of each role of the field's table, with the role everywhere. */
const roleOf = {
  owner: 'owner',
  engineer: 'mlops-engineer',
  scientist: 'data-scientist',
  appTeam: 'app-team',
  security: 'security-admin',
  stakeholder: 'stakeholder',
  endUser: 'end-user',
} as const satisfies Record<string, BuiltInRole>;

export type RoleName = keyof typeof roleOf;

export interface Account {
  email: string;
  password: string;
}

const personalPassword = (role: BuiltInRole): string => `own-password-of-the-${role}`;

/** What the shared person of a role signs in with. */
export function passwordOf(role: RoleName): string {
  return role === 'owner' ? admin.password : personalPassword(roleOf[role]);
}

type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

export interface Session {
  account: Account;
  storage: StorageState;
}

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

async function withApi<T>(
  url: string,
  work: (api: APIRequestContext) => Promise<T>,
  storageState?: StorageState,
): Promise<T> {
  const extraHTTPHeaders = { origin: new URL(url).origin };
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders, storageState });
  try {
    return await work(api);
  } finally {
    await api.dispose();
  }
}

function signInOwner(url: string): Promise<Session> {
  return withApi(url, async (api) => {
    await signIn(api, admin);
    return { account: admin, storage: await api.storageState() };
  });
}

export interface NewPerson {
  email: string;
  name: string;
  role: BuiltInRole;
}

/** Makes a person in the owner's name, who has chosen a password of their own and is signed in. */
async function createPerson(url: string, owner: Session, person: NewPerson): Promise<Session> {
  const { email } = person;
  const { oneTimePassword } = await withApi(
    url,
    async (api) => {
      const created = await api.post('/api/users', { data: person });
      await expectOk(created, `Creating ${email}`);
      return (await created.json()) as { oneTimePassword: string };
    },
    owner.storage,
  );
  const account = { email, password: personalPassword(person.role) };
  return withApi(url, async (api) => {
    await signIn(api, { email, password: oneTimePassword });
    const change = { currentPassword: oneTimePassword, newPassword: account.password };
    await expectOk(await api.post('/api/me/password', { data: change }), `First password of ${email}`);
    return { account, storage: await api.storageState() };
  });
}

/** Calls the console's API as the person at a screen would. Throws unless it answers as expected. @returns the body. */
export function callAs(
  url: string,
  { storage, account }: Session,
  method: string,
  path: string,
  data?: unknown,
  expected?: number,
): Promise<string> {
  return withApi(
    url,
    async (api) => {
      const response = await api.fetch(path, { method, data });
      const well = expected === undefined ? response.ok() : response.status() === expected;
      const text = await response.text();
      if (!well) throw new Error(`${method} ${path} as ${account.email}: ${response.status()} ${text}`);
      return text;
    },
    storage,
  );
}

export interface Sessions {
  /** The one person of a role that all tests of a product share, made when first asked for. */
  of(role: RoleName): Promise<Session>;
  /** A person of the test's own, whom it may lock out, rename or erase. */
  add(person: NewPerson): Promise<Session>;
}

/** Everybody on one product. Nobody is made before a test needs them. */
export function createSessions(url: string): Sessions {
  const known = new Map<RoleName, Promise<Session>>();
  const make = async (role: RoleName): Promise<Session> => {
    if (role === 'owner') return signInOwner(url);
    const name = `Test ${roleOf[role]}`;
    return createPerson(url, await of('owner'), {
      email: `${roleOf[role]}@example.com`,
      name,
      role: roleOf[role],
    });
  };
  const of = (role: RoleName): Promise<Session> => {
    const session = known.get(role) ?? make(role);
    known.set(role, session);
    return session;
  };
  return { of, add: async (person) => createPerson(url, await of('owner'), person) };
}
