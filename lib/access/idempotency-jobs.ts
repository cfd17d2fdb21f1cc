/** The background work of idempotency keys and sign-ins. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { deleteExpiredKeys } from '../platform/idempotency/index.ts';
import { sweepSignIns } from './sign-in/sweep.ts';

/** Expired answers are never given again, so this only frees their room. */
const dropExpiredKeysJob = defineJob({
  name: 'drop-expired-idempotency-keys',
  schema: z.object({}),
  options: { unique: true, schedule: '20 3 * * *', retryLimit: 0 },
});

const sweepSignInsJob = defineJob({
  name: 'sweep-sign-ins',
  schema: z.object({}),
  options: { unique: true, schedule: '35 * * * *', retryLimit: 0 },
});

export const accessJobHandlers: readonly JobHandler[] = [
  handleJob(dropExpiredKeysJob, async () => {
    await deleteExpiredKeys();
  }),
  handleJob(sweepSignInsJob, sweepSignIns),
];
