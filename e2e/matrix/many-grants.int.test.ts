/** Ten thousand grants on one person: the questions cost what they cost with one. */
import '../support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { GET as getInferences } from '../../app/api/inferences/route.ts';
import { GET as getMe } from '../../app/api/me/route.ts';
import { mayAt } from '../../lib/access/index.ts';
import { findUserIdentity } from '../../lib/access/user-store.ts';
import { listInferences } from '../../lib/inference/index.ts';
import { inferencePageQuerySchema } from '../../lib/inference/schemas.ts';
import { pool } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { type Account, addAccount, call } from '../support/accounts.ts';
import { insertPlantedRequest } from './planted-request.ts';

afterAll(closeEvents);

const grants = 10_000;

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}

async function grantMany(account: Account): Promise<void> {
  await pool().query(
    `INSERT INTO "grant" (id, user_id, role, scope_kind, scope_name)
     SELECT gen_random_uuid(), $1, 'data-scientist', 'endpoint', 'endpoint-' || n FROM generate_series(1, $2) AS n`,
    [account.id, grants],
  );
}

test('authorisation stays fast, and right', async () => {
  const account = await addAccount(null);
  await grantMany(account);
  const seen = await insertPlantedRequest(account.id, 'endpoint-9999', 'seen');
  await insertPlantedRequest(account.id, 'endpoint-10001', 'unseen');

  const load = await timed(() => findUserIdentity(account.id));
  const access = load.result?.access ?? new Map();
  const caller = { ...account.caller, access };
  const questions = 100_000;
  const begun = performance.now();
  let allowed = 0;
  for (let n = 0; n < questions; n++) {
    const place = { kind: 'endpoint', name: `endpoint-${n % 20_000}`, environment: null } as const;
    if (mayAt(caller, 'endpoints.read', place)) allowed += 1;
  }
  const perQuestionUs = ((performance.now() - begun) * 1000) / questions;
  expect(allowed).toBe(questions / 2);

  const list = await timed(() => listInferences(caller, inferencePageQuerySchema.parse({})));
  expect(list.result.items.map(({ requestId }) => requestId)).toEqual([seen]);

  const first = await timed(() => call(getInferences, { cookie: account.cookie }));
  const second = await timed(() => call(getInferences, { cookie: account.cookie }));
  expect([first.result.status, second.result.status]).toEqual([200, 200]);
  const me = await timed(() => call(getMe, { cookie: account.cookie }));
  const meBytes = JSON.stringify(me.result.body).length;
  process.stdout.write(
    `10,000 grants: loaded in ${load.ms.toFixed(0)} ms, ${perQuestionUs.toFixed(2)} µs a question, ` +
      `list ${list.ms.toFixed(0)} ms, request ${first.ms.toFixed(0)} ms cold and ${second.ms.toFixed(0)} ms warm, ` +
      `/api/me ${me.ms.toFixed(0)} ms and ${(meBytes / 1e6).toFixed(1)} MB\n`,
  );
  expect(perQuestionUs).toBeLessThan(20);
  expect(load.ms).toBeLessThan(2000);
  expect(second.ms).toBeLessThan(1000);
});
