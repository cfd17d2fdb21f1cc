/** The background work of monitors. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

export const runMonitorJob = defineJob({
  name: 'run-monitor',
  schema: z.object({ monitorId: z.uuid(), again: z.boolean().default(false) }),
  options: { unique: true, expireInSeconds: 30 * 60, retryLimit: 3 },
});

export const watchMonitorsJob = defineJob({
  name: 'watch-monitors',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', atStart: true },
});

export const computeCustomMetricsJob = defineJob({
  name: 'compute-custom-metrics',
  schema: z.object({}),
  options: { unique: true, schedule: '*/5 * * * *', expireInSeconds: 30 * 60 },
});

export const surveyIndexesJob = defineJob({
  name: 'survey-indexes',
  schema: z.object({}),
  options: { unique: true, schedule: '23 * * * *', atStart: true, expireInSeconds: 30 * 60 },
});

export const purgeMonitorRunsJob = defineJob({
  name: 'purge-monitor-runs',
  schema: z.object({}),
  options: { unique: true, schedule: '41 3 * * *' },
});
