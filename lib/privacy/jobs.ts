/** The background work of privacy; what each does is bound in job-handlers.ts. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

/** Removes what is past its retention: every night, and whenever asked. */
export const applyRetentionJob = defineJob({
  name: 'apply-retention',
  schema: z.object({}),
  options: { unique: true, schedule: '23 2 * * *', expireInSeconds: 6 * 60 * 60, retryLimit: 2 },
});

/** Erases one person, step by step; a run that ends early is followed by another that goes on. */
export const erasePersonJob = defineJob({
  name: 'erase-person',
  schema: z.object({ erasureId: z.uuid() }),
  options: { unique: true, expireInSeconds: 6 * 60 * 60, retryLimit: 20, retryDelayMaxSeconds: 10 * 60 },
});

/** Takes up erasures a dead worker left: at every start and every minute. */
export const recoverErasuresJob = defineJob({
  name: 'recover-erasures',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', atStart: true, retryLimit: 0 },
});
