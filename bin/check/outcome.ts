/** What a step of `npm test` found. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** Output of the tool, shown when something failed. */
  output: string;
}

/** A tool that only says yes or no counts as one check. */
export function oneCheck(succeeded: boolean, output: string): Outcome {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0, output };
}

/** A run that ended badly without a failing test (a crash, an unhandled error) counts as one failure. */
export function withExitCode(outcome: Outcome, succeeded: boolean): Outcome {
  return succeeded || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  const total = { passed: 0, failed: 0, skipped: 0, output: '' };
  for (const outcome of outcomes) {
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
  }
  return total;
}

export function summarize(outcome: Outcome): string {
  const parts = [`${outcome.passed} passed`];
  if (outcome.failed > 0) parts.push(`${outcome.failed} failed`);
  if (outcome.skipped > 0) parts.push(`${outcome.skipped} skipped`);
  return parts.join(', ');
}
