import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each(['/', '/chat', '/inferences?status=error&sort=-at#row', '/knowledge/a%20b'])('keeps %s', (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/chat/..//evil.example',
  'javascript:alert(1)',
  ' /chat',
  '',
  undefined,
  ['/chat'],
])('refuses %j', (value) => {
  expect(localPath(value)).toBe('/');
});

test('a browser that follows it stays on the site', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('/', '//', '/\\', '/.', ''), (rest, start) => {
      const path = localPath(`${start}${rest}`);
      expect(new URL(path, 'https://slipway.test').origin).toBe('https://slipway.test');
    }),
    { numRuns: 2000 },
  );
});
