import { handleJob, type JobHandler } from '../jobs/index.ts';
import { computeCustomMetrics } from './custom/compute-custom-metrics.ts';
import { surveyIndexes } from './indexes/survey-indexes.ts';
import {
  computeCustomMetricsJob,
  purgeMonitorRunsJob,
  runMonitorJob,
  surveyIndexesJob,
  watchMonitorsJob,
} from './jobs.ts';
import { removeOrphans } from './monitor/monitor-store.ts';
import { runMonitor } from './runs/run-monitor.ts';
import { purgeRuns } from './runs/run-store.ts';
import { watchMonitors } from './runs/watch-monitors.ts';

export const monitorsJobHandlers: readonly JobHandler[] = [
  handleJob(watchMonitorsJob, () => watchMonitors()),
  handleJob(runMonitorJob, ({ monitorId, again }, { signal }) => runMonitor(monitorId, { signal, again })),
  handleJob(computeCustomMetricsJob, (_data, { signal }) => computeCustomMetrics(signal)),
  handleJob(surveyIndexesJob, (_data, { signal }) => surveyIndexes(signal)),
  handleJob(purgeMonitorRunsJob, async () => {
    await purgeRuns();
    await removeOrphans();
  }),
];
