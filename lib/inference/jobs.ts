/** The background work of the log, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { indexEndedDays } from './text-index-store.ts';
import { indexNewWords } from './words-store.ts';

const indexEndedDaysJob = defineJob({
  name: 'index-ended-days',
  schema: z.object({}),
  options: { unique: true, schedule: '25 0 * * *', atStart: true, expireInSeconds: 4 * 3600 },
});

const indexNewWordsJob = defineJob({
  name: 'index-new-words',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', atStart: true, retryLimit: 0 },
});

/** Minutes between looks at the whole of the open days, for rows that came very late. */
const wholeEvery = 10;

export const inferenceJobHandlers: readonly JobHandler[] = [
  handleJob(indexEndedDaysJob, async (_data, run) => {
    await indexEndedDays(run.signal);
  }),
  handleJob(indexNewWordsJob, async (_data, run) => {
    await indexNewWords(new Date().getMinutes() % wholeEvery === 0, run.signal);
  }),
];
