/** Binds the jobs to their code, which is loaded when the first of its kind runs: only workers pay for the Parquet writer. */
import { enqueueAll, handleJob, type JobHandler } from '../jobs/index.ts';
import { exportLogJob, exportNightlyJob } from './jobs.ts';
import { allExports, transaction } from './store.ts';

export const logExportJobHandlers: readonly JobHandler[] = [
  handleJob(exportLogJob, async ({ exportId, cause }, { signal }) => {
    const { runExport } = await import('./run-export.ts');
    await runExport(exportId, { cause, today: cause === 'request', signal });
  }),
  handleJob(exportNightlyJob, async () => {
    const enabled = (await allExports()).filter((row) => row.enabled);
    await transaction((tx) =>
      enqueueAll(
        tx,
        exportLogJob,
        enabled.map(({ id }) => ({ data: { exportId: id, cause: 'schedule' as const }, key: id })),
      ),
    );
  }),
];
