import { PgBoss } from 'pg-boss';
import { env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import type { JobHandler } from './define-job.ts';
import { ensureQueue, queueSchema } from './queue.ts';

export interface Worker {
  /** Takes no new jobs, gives running ones `graceSeconds` to end, then aborts them; they run again elsewhere. */
  stop(graceSeconds?: number): Promise<void>;
}

/** Runs the given handlers against the queue until stopped. Any number of workers may run side by side. */
export async function startWorker(handlers: readonly JobHandler[]): Promise<Worker> {
  const connectionString = env().DATABASE_URL;
  if (connectionString === undefined) throw new Error('DATABASE_URL is not set.');
  const boss = new PgBoss({
    schema: queueSchema,
    connectionString,
    application_name: 'slipway-worker',
    max: 4,
    useListenNotify: true,
  });
  boss.on('error', (error) => log.error('job queue', { error }));
  boss.on('warning', ({ message }) => log.debug('job queue', { message }));
  await boss.start();
  const stopping = new AbortController();
  for (const handler of handlers) await serve(boss, handler, stopping.signal);
  return {
    async stop(graceSeconds = 10) {
      const timer = setTimeout(() => stopping.abort(), graceSeconds * 1000);
      await boss.stop({ graceful: true, timeout: (graceSeconds + 5) * 1000 });
      clearTimeout(timer);
    },
  };
}

async function serve(boss: PgBoss, handler: JobHandler, stopping: AbortSignal): Promise<void> {
  const { name, options } = handler;
  await ensureQueue(boss, handler);
  for (let i = 0; i < options.concurrency; i++) await startRunner(boss, handler, stopping);
  if (options.schedule !== null) await boss.schedule(name, options.schedule, {}, { tz: 'UTC' });
  else await boss.unschedule(name);
  if (options.atStart) await boss.send(name, {}, { singletonKey: 'start' });
}

async function startRunner(boss: PgBoss, handler: JobHandler, stopping: AbortSignal): Promise<void> {
  const runner: { id?: string } = {};
  runner.id = await boss.work(
    handler.name,
    {
      batchSize: 1,
      includeMetadata: true,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: handler.options.pollSeconds,
      localGroupConcurrency: 1,
    },
    async ([job]) => {
      if (job === undefined) return;
      try {
        await handler.run(job.data, {
          id: job.id,
          lastTry: job.retryCount >= job.retryLimit,
          signal: AbortSignal.any([job.signal, stopping]),
        });
      } catch (error) {
        if (!stopping.aborted) log.warn('job failed', { job: handler.name, id: job.id, error });
        throw error;
      } finally {
        // Look for the next job at once instead of waiting out the polling interval.
        if (runner.id !== undefined) boss.notifyWorker(runner.id);
      }
    },
  );
}
