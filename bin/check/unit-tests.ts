/**
 * Loading modules costs more than most unit tests, so one process runs many files with modules loaded once. Files that put
 * something else in the place of modules, of the clock or of the environment, or look at what gets loaded, each have a
 * process of their own.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const unitTests = '{lib,components,bin,bench}/**/*.test.{ts,tsx}';
export const integrationTests = '**/*.int.test.ts';

/** `vi.fn()` stays within its file; everything else of `vi` reaches beyond. */
const reachesBeyond = /\bvi\.(?!fn\b)|\bregisterHooks\b|\bprocess\.env\b|\bSymbol\.for\b|\bawait import\(/;

export function needsOwnProcess(source: string): boolean {
  return reachesBeyond.test(source);
}

/** Paths relative to `root`. */
export function unitTestsApart(root: string): string[] {
  return globSync(unitTests, { cwd: root, exclude: [integrationTests] })
    .filter((file) => needsOwnProcess(readFileSync(path.join(root, file), 'utf8')))
    .sort();
}
