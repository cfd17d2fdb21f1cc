/** The background work of the response cache. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { deleteExpiredValues } from './response-cache-store.ts';

/** Expired answers are never given, so this only frees their room. */
const dropExpiredAnswersJob = defineJob({
  name: 'drop-expired-answers',
  schema: z.object({}),
  options: { unique: true, schedule: '*/15 * * * *', retryLimit: 0 },
});

export const cacheJobHandlers: readonly JobHandler[] = [
  handleJob(dropExpiredAnswersJob, async () => {
    await deleteExpiredValues();
  }),
];
