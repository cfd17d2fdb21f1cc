/** The background work of monitoring, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { dropEndedUnits } from './drop-ended-units.ts';
import { dropOldMetrics } from './drop-old-metrics.ts';
import { rollGauges } from './gauges/roll-gauges.ts';

const dropEndedUnitsJob = defineJob({
  name: 'drop-ended-units',
  schema: z.object({}),
  options: { unique: true, schedule: '17 3 * * *' },
});

const dropOldMetricsJob = defineJob({
  name: 'drop-old-metrics',
  schema: z.object({}),
  options: { unique: true, schedule: '29 3 * * *' },
});

const rollGaugesJob = defineJob({
  name: 'roll-gauges',
  schema: z.object({}),
  options: { unique: true, schedule: '6 * * * *' },
});

export const monitoringJobHandlers: readonly JobHandler[] = [
  handleJob(dropEndedUnitsJob, (_data, run) => dropEndedUnits(new Date(), run.signal)),
  handleJob(dropOldMetricsJob, () => dropOldMetrics(new Date())),
  handleJob(rollGaugesJob, async (_data, run) => {
    await rollGauges(new Date(), run.signal);
  }),
];
