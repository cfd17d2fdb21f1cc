import '../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { signedIn } from '../../e2e/support/accounts.ts';
import { prisma } from '../platform/db.ts';
import { ensureAdmin } from './ensure-admin.ts';

const renewed = (email: string, password?: string) =>
  ensureAdmin({ email, renewUnused: true, ...(password !== undefined && { password }) });

it('makes up another one-time password while nobody has signed in: the first may never have been shown', async () => {
  const email = 'killed@example.com';
  const first = await renewed(email);
  const second = await renewed(email);
  expect(second).toMatchObject({ id: first.id, created: false, oneTimePassword: expect.any(String) });
  expect(second.oneTimePassword).not.toBe(first.oneTimePassword);
  await expect(signedIn({ email, password: first.oneTimePassword ?? '' })).rejects.toThrow();
  await signedIn({ email, password: second.oneTimePassword ?? '' });
});

it('leaves an account alone once somebody has signed in', async () => {
  const email = 'used@example.com';
  const { oneTimePassword } = await renewed(email);
  await signedIn({ email, password: oneTimePassword ?? '' });
  expect(await renewed(email)).toMatchObject({ created: false, oneTimePassword: null });
  await signedIn({ email, password: oneTimePassword ?? '' });
});

it('takes a password given at the second try, and keeps one given at the first', async () => {
  const email = 'given-late@example.com';
  const { id } = await renewed(email);
  expect((await renewed(email, 'from the environment')).oneTimePassword).toBeNull();
  const row = await prisma().user.findUniqueOrThrow({ where: { id } });
  expect(row.mustChangePassword).toBe(false);
  await renewed(email, 'another from the environment');
  await signedIn({ email, password: 'from the environment' });
});

it('changes nothing unless asked to renew', async () => {
  const email = 'plain@example.com';
  const { oneTimePassword } = await ensureAdmin({ email });
  expect((await ensureAdmin({ email })).oneTimePassword).toBeNull();
  await signedIn({ email, password: oneTimePassword ?? '' });
});
