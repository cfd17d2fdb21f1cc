import path from 'node:path';
import { expect, it } from 'vitest';
import { needsOwnProcess, unitTestsApart } from './unit-tests.ts';

const root = path.resolve(import.meta.dirname, '../..');

it.each([
  "vi.mock('next/navigation', () => ({}));",
  "beforeEach(() => void vi.stubEnv('PORT', '1'));",
  'vi.useFakeTimers();',
  "process.env.PORT = '1';",
  'registerHooks({ resolve });',
  "const fresh = await import('./lifecycle.ts');",
])('%s reaches beyond its file', (source) => {
  expect(needsOwnProcess(source)).toBe(true);
});

it('what only calls and watches its own does not', () => {
  const source =
    "import { expect, it, vi } from 'vitest';\nconst told = vi.fn();\nimport { a } from './a.ts';";
  expect(needsOwnProcess(source)).toBe(false);
});

it('finds those of this repository', () => {
  const found = unitTestsApart(root);
  expect(found).toContain('lib/providers/lazy-loading.test.ts');
  expect(found).toContain('components/models/screens.test.tsx');
  expect(found).not.toContain('bin/check/outcome.test.ts');
  expect(found.filter((file) => file.endsWith('.int.test.ts'))).toEqual([]);
});
