/** The background work of alerts besides evaluating, which is a loop of its own. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { ensureDefaultRules } from './ensure-default-rules.ts';
import { purgeAlerts } from './tell-store.ts';

const keptDays = 400;

const ensureDefaultRulesJob = defineJob({
  name: 'ensure-default-alert-rules',
  schema: z.object({}),
  options: { unique: true, atStart: true },
});

const purgeAlertsJob = defineJob({
  name: 'purge-alerts',
  schema: z.object({}),
  options: { unique: true, schedule: '37 3 * * *' },
});

export const alertJobHandlers: readonly JobHandler[] = [
  handleJob(ensureDefaultRulesJob, () => ensureDefaultRules()),
  handleJob(purgeAlertsJob, () => purgeAlerts(keptDays)),
];
