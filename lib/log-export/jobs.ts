/** The background work of exports; job-handlers.ts binds it to its code. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

export const exportLogJob = defineJob({
  name: 'export-log',
  schema: z.object({
    exportId: z.uuid(),
    /** `privacy`: only files that hold what changed since. */
    cause: z.enum(['schedule', 'request', 'privacy']),
  }),
  options: { unique: true, expireInSeconds: 6 * 60 * 60, retryLimit: 4, retryDelaySeconds: 60 },
});

/** After midnight of UTC, when yesterday's last requests have ended. */
export const exportNightlyJob = defineJob({
  name: 'export-log-nightly',
  schema: z.object({}),
  options: { unique: true, schedule: '40 0 * * *', retryLimit: 3 },
});

/** Files are not left for the night when text went from the log, or readers came to what it was drawn from. */
export const narrowExportsJob = defineJob({
  name: 'export-log-narrow',
  schema: z.object({}),
  options: { unique: true, schedule: '*/5 * * * *', retryLimit: 0 },
});
