import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPasswordLength, minPasswordLength, passwordIssue } from './password-rules.ts';

const email = 'ada.lovelace@example.com';

test.each([
  ['', /at least 10/],
  ['123456789', /at least 10/],
  // Nine characters, though JavaScript counts eighteen.
  ['😀'.repeat(9), /at least 10/],
  ['Ada.Lovelace@example.com', /e-mail/],
  ['ADA.LOVELACE', /e-mail/],
  ['Password123', /first that attackers try/],
  ['1234567890', /first that attackers try/],
  ['aaaaaaaaaaaa', /first that attackers try/],
  ['x'.repeat(maxPasswordLength + 1), /at most 256/],
])('refuses %j', (password, why) => {
  expect(passwordIssue(password, email)).toMatch(why);
});

test.each([
  'correct horse battery',
  'Tr0ub4dor&3x',
  'ein-guter-satz',
  'пароль-подлиннее',
  '👩‍🚀 räksmörgås 1',
])('accepts %j', (password) => {
  expect(passwordIssue(password, email)).toBeNull();
});

test('never accepts a short one, whatever it holds', () => {
  const short = fc.string({ unit: 'grapheme', maxLength: minPasswordLength - 1 });
  fc.assert(
    fc.property(short, (password) => {
      fc.pre([...password].length < minPasswordLength);
      expect(passwordIssue(password, email)).not.toBeNull();
    }),
  );
});
