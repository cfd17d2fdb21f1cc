/** Every job a worker runs. Features add their handlers here; nothing but bin/ and tests imports this file. */
import { accessJobHandlers } from '../access/index.ts';
import { alertJobHandlers } from '../alerts/index.ts';
import { auditJobHandlers } from '../audit/index.ts';
import { dashboardJobHandlers } from '../dashboards/index.ts';
import { datasetJobHandlers } from '../datasets/index.ts';
import { healthJobHandlers } from '../health/index.ts';
import { inferenceJobHandlers } from '../inference/index.ts';
import { knowledgeJobHandlers } from '../knowledge/index.ts';
import { limitsJobHandlers } from '../limits/index.ts';
import { logExportJobHandlers } from '../log-export/index.ts';
import { monitoringJobHandlers } from '../monitoring/index.ts';
import { monitorsJobHandlers } from '../monitors/index.ts';
import { notificationJobHandlers } from '../notifications/index.ts';
import { privacyJobHandlers } from '../privacy/index.ts';
import { servingJobHandlers } from '../serving/index.ts';
import { triageJobHandlers } from '../triage/index.ts';
import type { JobHandler } from './define-job.ts';

export const jobHandlers: readonly JobHandler[] = [
  ...accessJobHandlers,
  ...alertJobHandlers,
  ...auditJobHandlers,
  ...datasetJobHandlers,
  ...inferenceJobHandlers,
  ...dashboardJobHandlers,
  ...healthJobHandlers,
  ...knowledgeJobHandlers,
  ...limitsJobHandlers,
  ...logExportJobHandlers,
  ...monitoringJobHandlers,
  ...monitorsJobHandlers,
  ...notificationJobHandlers,
  ...privacyJobHandlers,
  ...servingJobHandlers,
  ...triageJobHandlers,
];
