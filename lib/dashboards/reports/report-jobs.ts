/** The background work of reports; `lib/dashboards/jobs.ts` binds it to its code. */
import { z } from 'zod';
import { defineJob } from '../../jobs/index.ts';

/** Finds reports that are due. */
export const planReportsJob = defineJob({
  name: 'plan-reports',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', retryLimit: 0 },
});

/** Makes one letter for one time it was due. */
export const sendReportJob = defineJob({
  name: 'send-report',
  schema: z.object({ reportId: z.uuid(), dueAt: z.iso.datetime() }),
  options: { concurrency: 2, retryLimit: 5, retryDelaySeconds: 20, expireInSeconds: 5 * 60 },
});
