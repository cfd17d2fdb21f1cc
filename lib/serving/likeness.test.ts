import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness } from './likeness.ts';

test('forms of a word, case and citation markers do not tell answers apart', () => {
  expect(likeness('Snapshots are numbered [1].', 'a snapshot IS numbered.')).toBeGreaterThan(0.4);
  expect(likeness('Snapshots are numbered [1].', 'Snapshots are numbered.')).toBe(1);
  expect(likeness('Snapshots are numbered.', 'Bananas taste sweet.')).toBe(0);
});

test('lies between 0 and 1, is 1 for the same text and the same both ways', () => {
  const text = fc.array(fc.constantFrom('apple', 'pear', 'plum', 'the', 'is'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [a, b] = [one.join(' '), other.join(' ')];
      expect(likeness(a, a)).toBe(1);
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
      expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 10);
    }),
  );
});
