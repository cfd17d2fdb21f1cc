import '../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { prisma } from '../platform/db.ts';
import { ensureAdmin } from './ensure-admin.ts';
import { signIn } from './sign-in.ts';

const renewed = (email: string, password?: string) =>
  ensureAdmin({ email, renewUnused: true, ...(password !== undefined && { password }) });

it('makes up another one-time password while nobody has signed in: the first may never have been shown', async () => {
  const email = 'killed@example.com';
  const first = await renewed(email);
  const second = await renewed(email);
  expect(second).toMatchObject({ id: first.id, created: false, oneTimePassword: expect.any(String) });
  expect(second.oneTimePassword).not.toBe(first.oneTimePassword);
  await expect(signIn({ email, password: first.oneTimePassword ?? '' }, null)).rejects.toThrow();
  await signIn({ email, password: second.oneTimePassword ?? '' }, null);
});

it('leaves an account alone once somebody has signed in', async () => {
  const email = 'used@example.com';
  const { oneTimePassword } = await renewed(email);
  await signIn({ email, password: oneTimePassword ?? '' }, null);
  expect(await renewed(email)).toMatchObject({ created: false, oneTimePassword: null });
  await signIn({ email, password: oneTimePassword ?? '' }, null);
});

it('takes a password given at the second try, and keeps one given at the first', async () => {
  const email = 'given-late@example.com';
  const { id } = await renewed(email);
  expect((await renewed(email, 'from the environment')).oneTimePassword).toBeNull();
  const row = await prisma().user.findUniqueOrThrow({ where: { id } });
  expect(row.mustChangePassword).toBe(false);
  await renewed(email, 'another from the environment');
  await signIn({ email, password: 'from the environment' }, null);
});

it('changes nothing unless asked to renew', async () => {
  const email = 'plain@example.com';
  const { oneTimePassword } = await ensureAdmin({ email });
  expect((await ensureAdmin({ email })).oneTimePassword).toBeNull();
  await signIn({ email, password: oneTimePassword ?? '' }, null);
});
