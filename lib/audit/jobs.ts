/** The background work of the audit log, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { checkChain } from './check-chain.ts';

const checkChainJob = defineJob({
  name: 'check-audit-chain',
  schema: z.object({}),
  options: { unique: true, schedule: '*/10 * * * *', atStart: true, expireInSeconds: 60 * 60, retryLimit: 1 },
});

export const auditJobHandlers: readonly JobHandler[] = [
  handleJob(checkChainJob, async (_data, run) => {
    await checkChain(run.signal);
  }),
];
