/** The background work of health checks; job-handlers.ts binds it to its code. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

/** Not tried again: the next minute's finds what is still due. */
export const runHealthChecksJob = defineJob({
  name: 'run-health-checks',
  schema: z.object({}),
  options: {
    unique: true,
    schedule: '* * * * *',
    atStart: true,
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    concurrency: 2,
  },
});

export const pruneHealthHistoryJob = defineJob({
  name: 'prune-health-history',
  schema: z.object({}),
  options: { unique: true, schedule: '41 3 * * *', retryLimit: 2 },
});
