import { writeGauges } from '../monitoring/index.ts';
import { log } from '../platform/log.ts';
import type { ClaimedCheck } from './check-store.ts';
import type { Run } from './run-check.ts';

/** Tells charts and alerts of a run. Its result is on record already, whether or not this works. */
export async function reportRun(
  { name, kind, subject, startedAt: at }: ClaimedCheck,
  run: Run,
): Promise<void> {
  const of = { endpoint: kind === 'question' ? subject : '', subject: name, at };
  try {
    await writeGauges([
      { metric: 'health_up', ...of, value: run.passed ? 1 : 0 },
      { metric: 'health_latency', ...of, value: run.latencyMs },
    ]);
  } catch (error) {
    log.warn('a run of a health check is missing in the metrics', { check: name, error });
  }
}
