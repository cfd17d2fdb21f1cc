/** Binds the jobs to their code, which is loaded when the first of its kind runs. */
import { handleJob, type JobHandler } from '../jobs/index.ts';
import { pruneHealthHistoryJob, runHealthChecksJob } from './jobs.ts';

export const healthJobHandlers: readonly JobHandler[] = [
  handleJob(runHealthChecksJob, async (_data, { signal }) => {
    const { ensureAutomaticChecks } = await import('./ensure-automatic-checks.ts');
    const { runDueChecks } = await import('./run-due-checks.ts');
    await ensureAutomaticChecks();
    await runDueChecks(signal);
  }),
  handleJob(pruneHealthHistoryJob, async () => {
    const { pruneHistory } = await import('./history-store.ts');
    await pruneHistory();
  }),
];
