import { handleJob, type JobHandler } from '../jobs/index.ts';
import { cacheJobHandlers } from './cache-jobs.ts';
import { applyDueSteps } from './endpoints/apply-due-steps.ts';
import { trafficScheduleJob } from './endpoints/schedule-job.ts';

/** The background work of serving. */
export const servingJobHandlers: readonly JobHandler[] = [
  ...cacheJobHandlers,
  handleJob(trafficScheduleJob, applyDueSteps),
];
