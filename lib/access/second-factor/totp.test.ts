import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchTotp, newTotpSecret, totpAddress, totpCode } from './totp.ts';

/** "12345678901234567890" in base32: the secret of RFC 6238, appendix B. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const stepMs = 30_000;

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i s the code is that of RFC 6238', (seconds, code) => {
  expect(totpCode(rfcSecret, seconds * 1000)).toBe(code);
  expect(matchTotp(rfcSecret, code, seconds * 1000, 0n)).toBe(BigInt(Math.floor(seconds / 30)));
});

const moments = fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 });

test('a code is taken one step before and after its own, and not two', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: -4, max: 4 }), (at, off) => {
      const step = BigInt(Math.floor(at / stepMs));
      const code = totpCode(rfcSecret, at + off * stepMs);
      const near = [-1, 0, 1].map((delta) => totpCode(rfcSecret, at + delta * stepMs));
      const matched = matchTotp(rfcSecret, code, at, 0n);
      if (Math.abs(off) <= 1) expect(matched).toBe(step + BigInt(near.indexOf(code) - 1));
      else expect(matched === null).toBe(!near.includes(code));
    }),
  );
});

test('of any run of codes and moments each step is taken once and never an older one', () => {
  const tries = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 90_000 }), off: fc.integer({ min: -2, max: 2 }) }),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(moments, tries, (start, run) => {
      let at = start;
      let last = 0n;
      for (const { wait, off } of run) {
        at += wait;
        const step = matchTotp(rfcSecret, totpCode(rfcSecret, at + off * stepMs), at, last);
        if (step === null) continue;
        expect(step).toBeGreaterThan(last);
        last = step;
        expect(matchTotp(rfcSecret, totpCode(rfcSecret, at + off * stepMs), at, last)).toBeNull();
      }
    }),
  );
});

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '000000 '])('"%s" is no code', (code) => {
  expect(matchTotp(rfcSecret, code, 59_000, 0n)).toBeNull();
});

test('secrets have 160 bits and differ; the address says what apps ask for', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  expect(totpAddress(secret, 'ada@example.com')).toMatch(
    /^otpauth:\/\/totp\/Slipway:ada%40example\.com\?issuer=Slipway&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/,
  );
});
