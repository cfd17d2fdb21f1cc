import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitNumber } from './unit-number.ts';

test('a unit is 63 bits of its SHA-256, which a PostgreSQL bigint holds', () => {
  fc.assert(
    fc.property(fc.string(), (unit) => {
      const hex = createHash('sha256').update(unit).digest('hex').slice(0, 16);
      const number = unitNumber(unit);
      expect(number).toBe(BigInt(`0x${hex}`) % 2n ** 63n);
      expect(number).toBeLessThan(2n ** 63n);
    }),
  );
});
