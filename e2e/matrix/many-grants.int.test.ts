/** Ten thousand grants on one person: the questions cost what they cost with one. */
import '../support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { GET as getInferences } from '../../app/api/inferences/route.ts';
import { GET as getMe } from '../../app/api/me/route.ts';
import { type Caller, mayAt } from '../../lib/access/index.ts';
import { findUserIdentity } from '../../lib/access/user-store.ts';
import { listInferences } from '../../lib/inference/index.ts';
import { inferencePageQuerySchema } from '../../lib/inference/schemas.ts';
import { pool } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { type Account, addAccount, call } from '../support/accounts.ts';
import { insertPlantedRequest } from './planted-request.ts';

afterAll(closeEvents);

const grants = 10_000;
const questions = 100_000;
const limits = { questionUs: 20, loadMs: 2000, requestMs: 1000 };

/**
 * The quickest of up to ten times. What the machine does beside only ever adds, so the least is what the work costs;
 * times are tried until one is below `limitMs`.
 */
async function timed<T>(limitMs: number, work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  let ms = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt += 1) {
    const begun = performance.now();
    const result = await work();
    ms = Math.min(ms, performance.now() - begun);
    if (ms < limitMs || attempt === 10) return { ms, result };
  }
}

async function grantMany(account: Account): Promise<void> {
  await pool().query(
    `INSERT INTO "grant" (id, user_id, role, scope_kind, scope_name)
     SELECT gen_random_uuid(), $1, 'data-scientist', 'endpoint', 'endpoint-' || n FROM generate_series(1, $2) AS n`,
    [account.id, grants],
  );
}

/** How many of the questions are answered with yes: half of the endpoints asked about have a grant. */
function allowedOf(caller: Caller): number {
  let allowed = 0;
  for (let n = 0; n < questions; n++) {
    const place = { kind: 'endpoint', name: `endpoint-${n % 20_000}`, environment: null } as const;
    if (mayAt(caller, 'endpoints.read', place)) allowed += 1;
  }
  return allowed;
}

test('authorisation stays fast, and right', async () => {
  const account = await addAccount(null);
  await grantMany(account);
  const seen = await insertPlantedRequest(account.id, 'endpoint-9999', 'seen');
  await insertPlantedRequest(account.id, 'endpoint-10001', 'unseen');

  const load = await timed(limits.loadMs, () => findUserIdentity(account.id));
  const access = load.result?.access ?? new Map();
  const caller = { ...account.caller, access };
  const asked = await timed((limits.questionUs * questions) / 1000, () => allowedOf(caller));
  const perQuestionUs = (asked.ms * 1000) / questions;
  expect(asked.result).toBe(questions / 2);

  const all = inferencePageQuerySchema.parse({});
  const list = await timed(limits.requestMs, () => listInferences(caller, all));
  expect(list.result.items.map(({ requestId }) => requestId)).toEqual([seen]);

  const request = await timed(limits.requestMs, () => call(getInferences, { cookie: account.cookie }));
  expect(request.result.status).toBe(200);
  const me = await timed(limits.requestMs, () => call(getMe, { cookie: account.cookie }));
  const meBytes = JSON.stringify(me.result.body).length;
  process.stdout.write(
    `10,000 grants: loaded in ${load.ms.toFixed(0)} ms, ${perQuestionUs.toFixed(2)} µs a question, ` +
      `list ${list.ms.toFixed(0)} ms, request ${request.ms.toFixed(0)} ms, ` +
      `/api/me ${me.ms.toFixed(0)} ms and ${(meBytes / 1e6).toFixed(1)} MB\n`,
  );
  expect(perQuestionUs).toBeLessThan(limits.questionUs);
  expect(load.ms).toBeLessThan(limits.loadMs);
  expect(list.ms).toBeLessThan(limits.requestMs);
  expect(request.ms).toBeLessThan(limits.requestMs);
});
