/** The background work of triage; its code is bound in jobs.ts. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

/** Of one endpoint. */
export const makeTopicsJob = defineJob({
  name: 'make-topics',
  schema: z.object({ endpoint: z.string() }),
  options: { unique: true, retryLimit: 2, expireInSeconds: 3600 },
});

/** Every endpoint that is asked anything, at night. */
export const makeAllTopicsJob = defineJob({
  name: 'make-all-topics',
  schema: z.object({}),
  options: { unique: true, schedule: '40 2 * * *' },
});

export const assignTopicsJob = defineJob({
  name: 'assign-topics',
  schema: z.object({}),
  options: { unique: true, schedule: '*/5 * * * *', retryLimit: 0 },
});

export const dropLooseMarksJob = defineJob({
  name: 'drop-loose-marks',
  schema: z.object({}),
  options: { unique: true, schedule: '50 3 * * *' },
});
