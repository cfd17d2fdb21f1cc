import { z } from 'zod';
import { defineJob } from '../../jobs/index.ts';

/** Applies every step that is due. Enqueued for the time of each step; the sweep of every minute finds what was missed. */
export const trafficScheduleJob = defineJob({
  name: 'traffic-schedule',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', atStart: true, retryLimit: 0, pollSeconds: 1 },
});
