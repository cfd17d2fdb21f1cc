/** Sessions of a person over two real servers, A and B, on one database: what ends through A is over on B. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { admin, childrenOf, eventually, type Product } from '../e2e/support/product.ts';
import { type Replicas, sharedSecret, startReplicas } from '../e2e/support/replicas.ts';
import { sessionCookie } from '../lib/access/session-token.ts';
import { deriveEnv } from '../lib/platform/env.ts';
import { newId } from '../lib/platform/ids.ts';

/** Shorter than B would keep a session in its memory if it heard of nothing. */
const heardWithinMs = 3000;

let replicas: Replicas;
let a: Product;
let b: Product;

beforeAll(async () => {
  deriveEnv({ SLIPWAY_SECRET: sharedSecret });
  replicas = await startReplicas();
  ({ a, b } = replicas);
});

afterAll(() => replicas?.stop());

function send(product: Product, method: string, path: string, cookie: string, json?: unknown) {
  return fetch(`${product.url}${path}`, {
    method,
    headers: { cookie, origin: product.url, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}

interface Opened {
  id: string;
  /** Value of a `Cookie` header. */
  cookie: string;
}

/** Opens a session of the administrator. These servers have no screens, so no page to sign in at. */
async function open(): Promise<Opened> {
  const { rows } = await replicas.database.query<{ id: string; userId: string; at: Date }>(
    `INSERT INTO session (id, user_id, created_at, expires_at, browser, method)
     SELECT $1, u.id, t.at, t.at + interval '1 day', 'a test', 'credentials'
       FROM "user" u, LATERAL (SELECT greatest(clock_timestamp(), u.sessions_valid_after) AS at) t WHERE u.email = $2
     RETURNING id, user_id AS "userId", created_at AS at`,
    [newId(), admin.email],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('There is no administrator.');
  const { id, userId, at } = row;
  return { id, cookie: (await sessionCookie({ id, userId, signedInAt: at.getTime() })).split(';')[0] ?? '' };
}

async function statusOn(product: Product, { cookie }: Opened): Promise<number> {
  const answer = await send(product, 'GET', '/api/me', cookie);
  await answer.text();
  return answer.status;
}

async function expectOver(product: Product, session: Opened): Promise<void> {
  const over = async () => (await statusOn(product, session)) === 401;
  await eventually('the session to be over', over, heardWithinMs);
}

async function end(method: string, path: string, { cookie }: Opened, json?: unknown): Promise<void> {
  const answer = await send(a, method, path, cookie, json);
  expect(answer.ok, await answer.text()).toBe(true);
}

it('what was ended stays so when the server that ended it is killed as soon as it has answered', async () => {
  const [kept, lost] = [await open(), await open()];
  expect(await statusOn(b, lost)).toBe(200);
  await end('DELETE', `/api/me/sessions/${lost.id}`, kept);
  process.kill(childrenOf(a.pid).get('server') ?? 0, 'SIGKILL');
  await expectOver(b, lost);
  const back = async () => (await statusOn(a, kept).catch(() => 0)) === 200;
  await eventually('the server to be started again', back, 30_000);
  expect(await statusOn(a, lost)).toBe(401);
  expect(await statusOn(b, kept)).toBe(200);
});

const passwords = { currentPassword: admin.password, newPassword: 'rowing-past-seven-lighthouses' };

it.each<[string, (kept: Opened, lost: Opened) => Promise<void>]>([
  ['ended from another browser', (kept, lost) => end('DELETE', `/api/me/sessions/${lost.id}`, kept)],
  ['ended with all others', (kept) => end('DELETE', '/api/me/sessions', kept)],
  ['ended by a new password', (kept) => end('POST', '/api/me/password', kept, passwords)],
])('a session that is %s through one server is over on the other', async (_how, act) => {
  const [kept, lost] = [await open(), await open()];
  // Now it is in the memory of B, and would stay there for longer than the wait below.
  expect(await statusOn(b, lost)).toBe(200);
  await act(kept, lost);
  await expectOver(b, lost);
  expect(await statusOn(a, lost)).toBe(401);
});
