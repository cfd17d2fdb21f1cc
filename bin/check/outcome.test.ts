import { describe, expect, it } from 'vitest';
import { withoutCompilerWarning } from './compiler-warning.ts';
import { oneCheck, sum, summarize, withExitCode } from './outcome.ts';

const tests = { passed: 3, failed: 1, skipped: 2, output: '' };

it('adds up steps, skipped tests apart from passed ones', () => {
  expect(sum([tests, oneCheck(true, ''), oneCheck(false, 'why')])).toMatchObject({
    passed: 4,
    failed: 2,
    skipped: 2,
  });
});

it('names what there is', () => {
  expect(summarize(tests)).toBe('3 passed, 1 failed, 2 skipped');
  expect(summarize(oneCheck(true, ''))).toBe('1 passed');
});

it('counts a run that ended badly without a failing test as a failure', () => {
  expect(withExitCode({ ...tests, failed: 0 }, false).failed).toBe(1);
  expect(withExitCode(tests, false).failed).toBe(1);
  expect(withExitCode({ ...tests, failed: 0 }, true).failed).toBe(0);
});

describe('the warning about the compiler', () => {
  const warning =
    '\n\n‼ missing-tsc-transpiler: dependency-cruiser detected a TypeScript environment,\n' +
    '    but not a compatible one.\n\n    => Support for typescript@>=7 will follow when its API is published and stable.\n\n';

  it('becomes one line, and what was found stays', () => {
    const lines = withoutCompilerWarning(`  error no-cycles: a → b\n\nx 1 violation${warning}`)
      .trim()
      .split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('error no-cycles');
    expect(lines.at(-1)).toContain('swc');
  });

  it('leaves other output alone', () => {
    expect(withoutCompilerWarning('✔ no violations\n')).toBe('✔ no violations\n');
  });
});
