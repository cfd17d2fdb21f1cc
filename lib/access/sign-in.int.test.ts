import '../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { addAccount, browser, password } from '../../e2e/support/accounts.ts';
import { flushRefusals } from '../audit/index.ts';
import { prisma } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { signIn } from './sign-in.ts';

const wrong = { code: 'unauthenticated', reason: 'wrong_credentials', retryAfterSeconds: null };

function signInAs(email: string, tried = password) {
  return signIn({ email, password: tried }, { ...browser, address: '10.0.0.7' });
}

function user(id: string) {
  return prisma().user.findUniqueOrThrow({ where: { id } });
}

async function refusal(email: string, tried = 'not the password'): Promise<AppError> {
  const error = await signInAs(email, tried).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error('The sign-in was not refused as expected.', { cause: error });
}

test('the right password signs in, is recorded, and clears earlier failures', async () => {
  const { id, email } = await addAccount('app-team');
  await expect(signInAs(email, 'not the password')).rejects.toMatchObject(wrong);
  expect(await user(id)).toMatchObject({ failedSignIns: 1, lastSignInAt: null });
  const outcome = await signInAs(email);
  const after = await user(id);
  expect(after).toMatchObject({ failedSignIns: 0, lockedUntil: null });
  expect(outcome).toMatchObject({ session: { userId: id, email, signedInAt: expect.any(Number) } });
  expect(
    await prisma().signInSession.findMany({ where: { userId: id, address: { not: null } } }),
  ).toMatchObject([
    { address: '10.0.0.7', browser: 'a test', method: 'credentials', secondFactor: false, endedAt: null },
  ]);
  const events = await prisma().auditEvent.findMany({ where: { subjectId: id, refused: false } });
  expect(events.map(({ action, actorId, address }) => ({ action, actorId, address }))).toEqual([
    { action: 'user.signed_in', actorId: id, address: '10.0.0.7' },
  ]);
});

test('refusals are on record, folded, and without the e-mail of an account that does not exist', async () => {
  const { id, email } = await addAccount('app-team');
  for (const address of [email, email, 'my-secret-password@example.com']) await refusal(address);
  await flushRefusals();
  const events = await prisma().auditEvent.findMany({ where: { action: 'user.sign_in_refused' } });
  expect(events.filter((event) => event.subjectId === id).map((event) => event.after)).toMatchObject([
    { reason: 'wrong_credentials', times: 1 },
    { reason: 'wrong_credentials', times: expect.any(Number) },
  ]);
  expect(events.some((event) => event.subjectId === 'unknown')).toBe(true);
  expect(JSON.stringify(events)).not.toContain('my-secret-password');
});

test('a wrong password, an unknown address and a disabled account are told apart by nothing', async () => {
  const known = await addAccount('app-team');
  const disabled = await addAccount('app-team');
  await prisma().user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
  const refusals = await Promise.all([
    refusal(known.email),
    refusal('nobody@example.com'),
    refusal(disabled.email, password),
    refusal('not an address at all'),
  ]);
  for (const error of refusals) expect(error).toMatchObject(wrong);
  expect(new Set(refusals.map((error) => error.message)).size).toBe(1);
});

test('the fifth wrong password locks for 30 s, also for the right one and for addresses nobody has', async () => {
  const { id, email } = await addAccount('app-team');
  for (const address of [email, 'somebody-else@example.com']) {
    for (let tries = 1; tries < 5; tries++) expect(await refusal(address)).toMatchObject(wrong);
    const fifth = await refusal(address);
    expect(fifth).toMatchObject({ reason: 'wrong_credentials', retryAfterSeconds: 30 });
    const locked = await refusal(address, password);
    expect(locked).toMatchObject({ code: 'rate_limited', reason: 'locked_out' });
    expect(locked.retryAfterSeconds).toBeGreaterThan(20);
    expect(locked.message).toMatch(/Try again in \d+ seconds/);
  }
  expect(await prisma().auditEvent.count({ where: { subjectId: id, action: 'user.locked_out' } })).toBe(1);
});

test('when the wait is over the right password works; a wrong one doubles the wait', async () => {
  const { id, email } = await addAccount('app-team');
  const waited = { failedSignIns: 5, lockedUntil: new Date(Date.now() - 1000) };
  await prisma().user.update({ where: { id }, data: waited });
  expect(await refusal(email)).toMatchObject({ retryAfterSeconds: 60 });
  await prisma().user.update({ where: { id }, data: waited });
  await signInAs(email);
  expect(await user(id)).toMatchObject({ failedSignIns: 0, lockedUntil: null });
});

test('of 20 wrong passwords sent at once five are looked at and the rest refused', async () => {
  const { id, email } = await addAccount('app-team');
  const refusals = await Promise.all(Array.from({ length: 20 }, () => refusal(email)));
  const reasons = refusals.map((error) => error.reason);
  expect(reasons.filter((reason) => reason === 'wrong_credentials')).toHaveLength(5);
  expect(reasons.filter((reason) => reason === 'locked_out')).toHaveLength(15);
  expect((await user(id)).failedSignIns).toBe(5);
  expect(await refusal(email, password)).toMatchObject({ reason: 'locked_out' });
});

test('failures take 300 ms at least, wherever they happen', async () => {
  const { id, email } = await addAccount('app-team');
  await prisma().user.update({ where: { id }, data: { lockedUntil: new Date(Date.now() + 60_000) } });
  for (const address of [email, 'nobody-at-all@example.com']) {
    const started = performance.now();
    await refusal(address);
    expect(performance.now() - started).toBeGreaterThanOrEqual(295);
  }
});
