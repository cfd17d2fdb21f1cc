/** Binds the jobs to their code, which is loaded when the first of its kind runs: only workers pay for the Parquet writer. */
import { enqueueAll, handleJob, type JobHandler } from '../jobs/index.ts';
import { AppError } from '../platform/errors.ts';
import { exportLogJob, exportNightlyJob, narrowExportsJob } from './jobs.ts';
import { exportsToNarrow } from './run-store.ts';
import { allExports, transaction } from './store.ts';

export const logExportJobHandlers: readonly JobHandler[] = [
  handleJob(exportLogJob, async ({ exportId, cause }, { signal }) => {
    const { runExport } = await import('./run-export.ts');
    const onlyStale = cause === 'privacy';
    await runExport(exportId, { cause, today: cause !== 'schedule', onlyStale, signal }).catch(
      (error: unknown) => {
        // In five minutes it is asked again what that run left.
        if (!(onlyStale && error instanceof AppError && error.reason === 'running')) throw error;
      },
    );
  }),
  handleJob(exportNightlyJob, async () => {
    const enabled = (await allExports()).filter((row) => row.enabled);
    await enqueueRuns(
      enabled.map(({ id }) => id),
      'schedule',
    );
  }),
  handleJob(narrowExportsJob, async () => enqueueRuns(await exportsToNarrow(), 'privacy')),
];

function enqueueRuns(ids: readonly string[], cause: 'schedule' | 'privacy'): Promise<void> {
  const jobs = ids.map((exportId) => ({ data: { exportId, cause }, key: exportId }));
  return transaction((tx) => enqueueAll(tx, exportLogJob, jobs));
}
