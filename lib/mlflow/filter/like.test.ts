import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLike } from './like.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 8 });
const patterns = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '%', '_'), maxLength: 8 });

test('agrees with the regular expression that SQL’s LIKE is defined by', () => {
  fc.assert(
    fc.property(letters, patterns, (text, pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');
      expect(isLike(text, pattern)).toBe(expression.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('many wildcards take no exponential time', () => {
  const started = performance.now();
  expect(isLike('a'.repeat(2000), `${'%a'.repeat(50)}%b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
