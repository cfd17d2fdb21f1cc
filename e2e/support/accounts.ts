/** People and calls for integration tests of routes. Import after `test-database.ts`. */
import type { BuiltInRole, RouteHandler, Scope, UserCaller } from '../../lib/access/index.ts';
import { hashPassword } from '../../lib/access/password-hash.ts';
import type { SignIn } from '../../lib/access/schemas.ts';
import { sessionCookie, sessionMaxAgeSeconds } from '../../lib/access/session-token.ts';
import type { Browser } from '../../lib/access/sessions/browser.ts';
import { insertSession } from '../../lib/access/sessions/session-store.ts';
import { type SignedIn, signIn } from '../../lib/access/sign-in.ts';
import { prisma, transaction } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { userCaller } from './callers.ts';

export const origin = 'http://slipway.test';
export const password = 'a long enough test password';
const passwordHash = hashPassword(password);

/** Where tests sign in from. */
export const browser: Browser = { address: null, name: 'a test', sessionId: null };

export interface Account {
  id: string;
  email: string;
  caller: UserCaller;
  /** Value of a `Cookie` header with a session of this person. */
  cookie: string;
}

export async function addAccount(
  role: BuiltInRole | null,
  change: { mustChangePassword?: boolean; scope?: Scope } = {},
): Promise<Account> {
  const id = newId();
  const email = `${role ?? 'nobody'}-${id}@example.com`;
  const { mustChangePassword = false, scope = { kind: 'everything' } } = change;
  const name = `Test ${role ?? 'nobody'}`;
  // Signed in after the account was made, whatever the clocks' rounding.
  const sessionsValidAfter = new Date(Date.now() - 60_000);
  const data = { id, email, name, mustChangePassword, sessionsValidAfter };
  await prisma().user.create({ data: { ...data, passwordHash: await passwordHash } });
  if (role !== null) {
    const scopeName = scope.kind === 'everything' ? '' : scope.name;
    await prisma().grant.create({
      data: { id: newId(), userId: id, role, scopeKind: scope.kind, scopeName },
    });
  }
  const person = { id, email, name, mustChangePassword, mustEnrol: false };
  const caller: UserCaller =
    role === null
      ? { kind: 'user', teams: [], access: new Map(), address: null, ...person }
      : userCaller(role, { ...person, scope });
  return { id, email, caller, cookie: await addSession(id) };
}

/** Value of a `Cookie` header with a new session of a person. */
export async function addSession(userId: string): Promise<string> {
  const where = { address: null, browser: 'a test', method: 'credentials', secondFactor: false } as const;
  const session = { id: newId(), userId, maxAgeSeconds: sessionMaxAgeSeconds, ...where };
  const opened = await transaction((tx) => insertSession(tx, session));
  return (await sessionCookie(opened)).split(';')[0] ?? '';
}

/** Signs in with a password; the account has no second factor. */
export async function signedIn(input: SignIn): Promise<SignedIn> {
  const outcome = await signIn(input, browser);
  if ('session' in outcome) return outcome.session;
  throw new Error('A second factor is asked for.');
}

export interface Ask {
  method?: string;
  path?: string;
  params?: Record<string, string | string[]>;
  /** Of a session; see `Account`. */
  cookie?: string;
  /** API key. */
  key?: string;
  json?: unknown;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

/** Calls a route handler as a browser or a script would, without a server. */
export async function call(handler: RouteHandler, ask: Ask = {}): Promise<Answer> {
  const headers = new Headers({ host: new URL(origin).host, ...ask.headers });
  if (ask.cookie !== undefined) {
    headers.set('cookie', ask.cookie);
    // As a page of the console would.
    if (!headers.has('origin') && !headers.has('sec-fetch-site'))
      headers.set('sec-fetch-site', 'same-origin');
  }
  if (ask.key !== undefined) headers.set('authorization', `Bearer ${ask.key}`);
  if (ask.json !== undefined) headers.set('content-type', 'application/json');
  const body = ask.json === undefined ? ask.form && new URLSearchParams(ask.form) : JSON.stringify(ask.json);
  const method = ask.method ?? (body === undefined ? 'GET' : 'POST');
  const request = new Request(`${origin}${ask.path ?? '/'}`, { method, headers, body });
  // As Next does: a route without parameters is given none.
  const context = ask.params === undefined ? {} : { params: Promise.resolve(ask.params) };
  const response = await handler(request, context as Parameters<RouteHandler>[1]);
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : tryJson(text), headers: response.headers };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Name and value of each cookie an answer sets, as a `Cookie` header sends them; deleted ones left out. */
export function cookiesOf(answer: Answer, before = ''): string {
  const jar = new Map(before.split('; ').flatMap((pair) => (pair === '' ? [] : [split(pair)])));
  for (const cookie of answer.headers.getSetCookie()) {
    const [name, value] = split(cookie.split(';')[0] ?? '');
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
