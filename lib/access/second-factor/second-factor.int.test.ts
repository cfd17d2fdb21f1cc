import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { GET as nextAuthGet, POST as nextAuthPost } from '../../../app/api/auth/[...nextauth]/route.tsx';
import { GET as me } from '../../../app/api/me/route.ts';
import { POST as confirm } from '../../../app/api/me/second-factor/confirmation/route.ts';
import { POST as begin } from '../../../app/api/me/second-factor/enrolment/route.ts';
import { POST as renew } from '../../../app/api/me/second-factor/recovery-codes/route.ts';
import { DELETE as remove } from '../../../app/api/me/second-factor/route.ts';
import { DELETE as endSession } from '../../../app/api/me/sessions/[id]/route.ts';
import { DELETE as endOthers, GET as getSessions } from '../../../app/api/me/sessions/route.ts';
import { PUT as putSettings } from '../../../app/api/settings/sign-in/route.ts';
import { POST as postCode } from '../../../app/api/sign-in/code/route.ts';
import { GET as readFactor, DELETE as resetFactor } from '../../../app/api/users/[id]/second-factor/route.ts';
import {
  type Account,
  type Answer,
  addAccount,
  addSession,
  call,
  cookiesOf,
  origin,
  password,
} from '../../../e2e/support/accounts.ts';
import { prisma } from '../../platform/db.ts';
import { totpCode } from './totp.ts';

const headers = { origin };

interface Enrolled {
  account: Account;
  secret: string;
  recoveryCodes: string[];
  cookie: string;
}

async function enrol(account: Account, cookie = account.cookie): Promise<Enrolled> {
  const begun = await call(begin, { cookie, headers, json: { password } });
  expect(begun.status).toBe(200);
  const { secret } = begun.body as { secret: string };
  const answer = await call(confirm, {
    cookie,
    headers,
    json: { code: totpCode(secret, Date.now() - 30_000) },
  });
  expect(answer.status).toBe(200);
  const { recoveryCodes } = answer.body as { recoveryCodes: string[] };
  return { account, secret, recoveryCodes, cookie: cookiesOf(answer) };
}

/** The first half of a sign-in: password right, code asked for. Returns the browser's cookies. */
async function firstHalf(email: string): Promise<string> {
  const csrf = await call(nextAuthGet, { params: { nextauth: ['csrf'] } });
  const { csrfToken } = csrf.body as { csrfToken: string };
  const form = { csrfToken, email, password, json: 'true' };
  const cookie = cookiesOf(csrf);
  const answer = await call(nextAuthPost, {
    params: { nextauth: ['callback', 'credentials'] },
    cookie,
    form,
  });
  expect(answer.body).toMatchObject({ type: 'urn:slipway:error:second_factor_needed' });
  expect(cookiesOf(answer, cookie)).not.toContain('session-token');
  return cookiesOf(answer, cookie);
}

function code(cookie: string, value: string): Promise<Answer> {
  return call(postCode, { cookie, json: { code: value } });
}

async function status(cookie: string): Promise<number> {
  return (await call(me, { cookie })).status;
}

test('enrolling ends all other sessions, changes this one, and from then on a password alone opens nothing', async () => {
  const account = await addAccount('app-team');
  const elsewhere = await addSession(account.id);
  const { cookie, recoveryCodes } = await enrol(account);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect([await status(elsewhere), await status(account.cookie), await status(cookie)]).toEqual([
    401, 401, 200,
  ]);
  const half = await firstHalf(account.email);
  expect(await status(half)).toBe(401);
  const kept = await prisma().recoveryCode.findMany({ where: { userId: account.id } });
  const bytes = Buffer.concat(kept.map(({ hash }) => hash)).toString('latin1');
  for (const plain of recoveryCodes) expect(bytes).not.toContain(plain.replaceAll('-', ''));
});

test('a code opens once: not again in another browser, and the step not again either', async () => {
  const { account, secret } = await enrol(await addAccount('app-team'));
  const [first, second] = [await firstHalf(account.email), await firstHalf(account.email)];
  const value = totpCode(secret, Date.now());
  const answer = await code(first, value);
  expect(answer.status).toBe(200);
  expect(await status(cookiesOf(answer))).toBe(200);
  expect(await code(second, value)).toMatchObject({
    status: 401,
    body: { type: 'urn:slipway:error:wrong_code' },
  });
  expect(await code(first, totpCode(secret, Date.now() + 30_000))).toMatchObject({
    status: 401,
    body: { type: 'urn:slipway:error:step_over' },
  });
  const sessions = await prisma().signInSession.findMany({ where: { userId: account.id, endedAt: null } });
  expect(sessions.map(({ secondFactor }) => secondFactor)).toContain(true);
});

test('of four sign-ins at once with one recovery code one wins', async () => {
  const { account, recoveryCodes } = await enrol(await addAccount('app-team'));
  const halves = await Promise.all(Array.from({ length: 4 }, () => firstHalf(account.email)));
  const answers = await Promise.all(halves.map((half) => code(half, (recoveryCodes[0] ?? '').toUpperCase())));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401, 401, 401]);
  expect(await prisma().recoveryCode.count({ where: { userId: account.id, usedAt: null } })).toBe(9);
});

test('guessing codes locks, for the right one too, whatever the browser', async () => {
  const { account, secret } = await enrol(await addAccount('app-team'));
  const half = await firstHalf(account.email);
  const tries = await Promise.all(Array.from({ length: 12 }, (_, index) => code(half, `00000${index % 10}`)));
  expect(tries.filter((answer) => answer.status === 401)).toHaveLength(5);
  expect(tries.filter((answer) => answer.status === 429)).toHaveLength(7);
  expect((await code(await firstHalf(account.email), totpCode(secret, Date.now()))).status).toBe(429);
});

test('a password changed or sessions ended meanwhile end the half sign-in', async () => {
  const { account, secret } = await enrol(await addAccount('app-team'));
  const half = await firstHalf(account.email);
  await prisma().user.update({
    where: { id: account.id },
    data: { sessionsValidAfter: new Date(Date.now() + 1000) },
  });
  expect(await code(half, totpCode(secret, Date.now()))).toMatchObject({
    body: { type: 'urn:slipway:error:step_over' },
  });
  expect(await code('', totpCode(secret, Date.now()))).toMatchObject({ status: 401 });
});

test('removing needs password and code; an administrator resets, but not an owner’s and not their own', async () => {
  const { account, secret, cookie, recoveryCodes } = await enrol(await addAccount('owner'));
  const ask = (json: object) => call(remove, { method: 'DELETE', cookie, headers, json });
  expect((await ask({ password: 'not the password', code: recoveryCodes[1] })).status).toBe(400);
  expect((await ask({ password, code: '123456' })).status).toBe(400);
  expect(await status(cookie)).toBe(200);
  const guard = await addAccount('security-admin');
  const reset = (by: string, id: string) =>
    call(resetFactor, { method: 'DELETE', cookie: by, headers, params: { id } });
  expect((await reset(guard.cookie, account.id)).status).toBe(403);
  expect((await reset(cookie, account.id)).status).toBe(409);
  expect((await ask({ password, code: totpCode(secret, Date.now()) })).status).toBe(204);
  const member = await enrol(await addAccount('app-team'));
  const state = (by: string) => call(readFactor, { cookie: by, params: { id: member.account.id } });
  expect(await state(guard.cookie)).toMatchObject({ status: 200, body: { enrolled: true, required: false } });
  expect((await state(member.cookie)).status).toBe(403);
  expect((await reset(guard.cookie, member.account.id)).status).toBe(204);
  expect(await status(member.cookie)).toBe(401);
  expect((await state(guard.cookie)).body).toMatchObject({ enrolled: false, recoveryCodesLeft: 0 });
});

test('new recovery codes take password and code, and void the old ones', async () => {
  const { account, cookie, recoveryCodes } = await enrol(await addAccount('app-team'));
  const [first = '', second = ''] = recoveryCodes;
  const ask = (json: object) => call(renew, { cookie, headers, json });
  expect((await ask({ password: 'not the password', code: first })).status).toBe(400);
  expect((await ask({ password, code: '123456' })).status).toBe(400);
  const answer = await ask({ password, code: first });
  expect(answer.status).toBe(200);
  const renewed = (answer.body as { recoveryCodes: string[] }).recoveryCodes;
  expect(new Set([...renewed, ...recoveryCodes]).size).toBe(20);
  const open = async (code: string) => {
    const half = await firstHalf(account.email);
    return (await call(postCode, { cookie: half, headers, json: { code } })).status;
  };
  expect(await open(second)).toBe(401);
  expect(await open(renewed[0] ?? '')).toBe(200);
});

test('where a role asks for it nothing works before enrolment, at once and also in open sessions', async () => {
  const owner = await addAccount('owner');
  const put = (secondFactorRoles: string[]) =>
    call(putSettings, { method: 'PUT', cookie: owner.cookie, headers, json: { secondFactorRoles } });
  const account = await addAccount('stakeholder');
  expect(await status(account.cookie)).toBe(200);
  expect((await put(['stakeholder'])).status).toBe(200);
  const refused = await call(me, { cookie: account.cookie });
  expect(refused).toMatchObject({ status: 403, body: { type: 'urn:slipway:error:must_enrol' } });
  const { cookie } = await enrol(account);
  expect(await status(cookie)).toBe(200);
  const kept = await call(remove, { method: 'DELETE', cookie, headers, json: { password, code: '123456' } });
  expect(kept).toMatchObject({ status: 409 });
  await put([]);
});

test('sessions are listed and ended, one or all others, and nobody else’s', async () => {
  const [account, stranger] = [await addAccount('app-team'), await addAccount('app-team')];
  const [second, third] = [await addSession(account.id), await addSession(account.id)];
  const listed = (await call(getSessions, { cookie: second })).body as {
    items: { id: string; current: boolean }[];
    total: number;
  };
  expect(listed.total).toBe(3);
  expect(listed.items.filter((session) => session.current)).toHaveLength(1);
  const own = listed.items.find((session) => session.current)?.id ?? '';
  const end = (cookie: string, id: string) =>
    call(endSession, { method: 'DELETE', cookie, headers, params: { id } });
  expect((await end(stranger.cookie, own)).status).toBe(404);
  expect((await end(third, own)).status).toBe(204);
  expect([await status(second), await status(third)]).toEqual([401, 200]);
  const ended = await call(endOthers, { method: 'DELETE', cookie: third, headers });
  expect(ended.body).toEqual({ ended: 1 });
  expect([await status(account.cookie), await status(third), await status(stranger.cookie)]).toEqual([
    401, 200, 200,
  ]);
});

test('a code of a clock half a minute off opens, of one two minutes off does not', async () => {
  const { account, secret } = await enrol(await addAccount('app-team'));
  const half = await firstHalf(account.email);
  expect((await code(half, totpCode(secret, Date.now() + 120_000))).status).toBe(401);
  expect((await code(half, totpCode(secret, Date.now() + 30_000))).status).toBe(200);
});
