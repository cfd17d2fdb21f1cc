import { handleJob, type JobHandler } from '../jobs/index.ts';
import { recoverErasures, runErasure } from './erasure/run-erasure.ts';
import { applyRetentionJob, erasePersonJob, recoverErasuresJob } from './jobs.ts';
import { applyRetention } from './retention/apply-retention.ts';

export const privacyJobHandlers: readonly JobHandler[] = [
  handleJob(applyRetentionJob, (_data, run) => applyRetention(run)),
  handleJob(erasePersonJob, runErasure),
  handleJob(recoverErasuresJob, recoverErasures),
];
