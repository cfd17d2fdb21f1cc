/** The background work of limits, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { dropExpiredSlices } from './quotas/lease-store.ts';
import { tellQuotaAlerts } from './quotas/tell-alerts.ts';
import { dropIdleWindows } from './rates/drop-idle-windows.ts';

const watchQuotasJob = defineJob({
  name: 'watch-quotas',
  schema: z.object({}),
  options: { unique: true, schedule: '* * * * *', atStart: true },
});

const dropIdleWindowsJob = defineJob({
  name: 'drop-idle-rate-windows',
  schema: z.object({}),
  options: { unique: true, schedule: '37 3 * * *' },
});

export const limitsJobHandlers: readonly JobHandler[] = [
  handleJob(dropIdleWindowsJob, (_data, run) => dropIdleWindows(new Date(), run.signal)),
  handleJob(watchQuotasJob, async () => {
    await tellQuotaAlerts();
    await dropExpiredSlices();
  }),
];
