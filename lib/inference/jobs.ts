/** The background work of the log, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { indexEndedDays } from './text-index-store.ts';

const indexEndedDaysJob = defineJob({
  name: 'index-ended-days',
  schema: z.object({}),
  options: { unique: true, schedule: '25 0 * * *', atStart: true, expireInSeconds: 4 * 3600 },
});

export const inferenceJobHandlers: readonly JobHandler[] = [
  handleJob(indexEndedDaysJob, async (_data, run) => {
    await indexEndedDays(run.signal);
  }),
];
