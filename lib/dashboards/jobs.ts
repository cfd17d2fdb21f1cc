/** The background work of dashboards, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { countDocumentUse, tidyDocumentUse } from './documents/count-document-use.ts';

const countDocumentUseJob = defineJob({
  name: 'count-document-use',
  schema: z.object({}),
  options: { unique: true, schedule: '*/5 * * * *' },
});

const tidyDocumentUseJob = defineJob({
  name: 'tidy-document-use',
  schema: z.object({}),
  options: { unique: true, schedule: '43 3 * * *' },
});

export const dashboardJobHandlers: readonly JobHandler[] = [
  handleJob(countDocumentUseJob, (_data, run) => countDocumentUse(run.signal)),
  handleJob(tidyDocumentUseJob, () => tidyDocumentUse()),
];
