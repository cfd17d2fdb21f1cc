/** The background work of dashboards, and its code. */
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../jobs/index.ts';
import { countDocumentUse, tidyDocumentUse } from './documents/count-document-use.ts';
import { planReports } from './reports/plan-reports.ts';
import { planReportsJob, sendReportJob } from './reports/report-jobs.ts';
import { dropOldRuns } from './reports/report-store.ts';
import { sendReport } from './reports/send-report.ts';

const countDocumentUseJob = defineJob({
  name: 'count-document-use',
  schema: z.object({}),
  options: { unique: true, schedule: '*/5 * * * *' },
});

const tidyDashboardsJob = defineJob({
  name: 'tidy-dashboards',
  schema: z.object({}),
  options: { unique: true, schedule: '43 3 * * *' },
});

export const dashboardJobHandlers: readonly JobHandler[] = [
  handleJob(countDocumentUseJob, (_data, run) => countDocumentUse(run.signal)),
  handleJob(tidyDashboardsJob, async () => {
    await tidyDocumentUse();
    await dropOldRuns();
  }),
  handleJob(planReportsJob, async () => {
    await planReports();
  }),
  handleJob(sendReportJob, sendReport),
];
