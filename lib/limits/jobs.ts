/** The background work of limits, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { dropExpiredSlices } from './quotas/lease-store.ts';
import { tellQuotaAlerts } from './quotas/tell-alerts.ts';

const watchQuotasJob = defineJob({
  name: 'watch-quotas',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', atStart: true },
});

export const limitsJobHandlers: readonly JobHandler[] = [
  handleJob(watchQuotasJob, async () => {
    await tellQuotaAlerts();
    await dropExpiredSlices();
  }),
];
