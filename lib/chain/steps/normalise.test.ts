import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';

test.each([
  ['cafe\u0301', 'caf\u00e9'],
  ['a\u0000b\u0007', 'ab'],
  ['  one \u00a0\t two \r\n\r\n\r\n\r\n three \n ', 'one two\n\n three'],
  ['می\u200cخواهم 👩\u200d👧', 'می\u200cخواهم 👩\u200d👧'],
])('%j becomes %j', (text, expected) => {
  expect(normalise(text)).toBe(expected);
});

test('doing it twice changes nothing more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ' ', '\t', '\n', '\r', '\u0000', '\u0301', '\u00a0', '漢')),
      (parts) => {
        const once = normalise(parts.join(''));
        expect(normalise(once)).toBe(once);
      },
    ),
  );
});

test('long hostile texts take milliseconds, not minutes', () => {
  const began = performance.now();
  for (const piece of [' ', '\t', 'a ', '\n ', ' \n', '\u0301', '\u0000'])
    normalise(`a${piece.repeat(100_000)}a`);
  expect(performance.now() - began).toBeLessThan(5000);
});
