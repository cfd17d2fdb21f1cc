import { expect, test } from 'vitest';
import { assertStrong } from './password-strength.ts';

const person = { name: 'Grace Hopper', email: 'grace.hopper@navy.example' };

test.each([
  'correcthorse',
  'Password2024!',
  'qwertyuiop1234',
  'iloveyou2023!',
  'gracehopper1906',
  'Grace.Hopper@1',
  'slipwayslipway1',
  'aaaaaaaaaaaaaaa',
  'letmeinplease1',
])('%s is refused, and the field named', async (password) => {
  await expect(assertStrong(password, person)).rejects.toMatchObject({
    code: 'invalid',
    reason: 'unacceptable_password',
    issues: [{ path: 'newPassword' }],
  });
});

test.each([
  'violet tractor humming sideways',
  'x7Kq-9vTz-PwL2',
  'mossy lantern over the ferry',
  'долгая фраза про лодку',
])('%s is taken', async (password) => {
  await expect(assertStrong(password, person)).resolves.toBeUndefined();
});
