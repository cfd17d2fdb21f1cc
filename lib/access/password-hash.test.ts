import { expect, test } from 'vitest';
import { hashPassword, newOneTimePassword, verifyPassword } from './password-hash.ts';
import { passwordIssue } from './password-rules.ts';

test('hashes are Argon2id with the OWASP parameters and a salt of their own', async () => {
  const [one, two] = await Promise.all([hashPassword('same password'), hashPassword('same password')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword(one, 'same password')).toBe(true);
  expect(await verifyPassword(one, 'Same password')).toBe(false);
  expect(await verifyPassword(null, 'no account has this password')).toBe(false);
});

test('one password in two Unicode forms is one password', async () => {
  const composed = await hashPassword('r\u00e4ksm\u00f6rg\u00e5s');
  expect(await verifyPassword(composed, 'ra\u0308ksmo\u0308rga\u030as')).toBe(true);
});

test('beyond the queue people are asked to come back, and the places are given free again', async () => {
  const results = await Promise.allSettled(Array.from({ length: 80 }, () => verifyPassword(null, 'x')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((result) => result.reason.retryAfterSeconds === 5)).toBe(true);
  expect(await verifyPassword(null, 'x')).toBe(false);
});

test('one-time passwords are long, plain and never twice the same', () => {
  const made = new Set(Array.from({ length: 500 }, newOneTimePassword));
  expect(made.size).toBe(500);
  for (const password of made) {
    expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
    expect(passwordIssue(password, 'a@example.com')).toBeNull();
  }
});
