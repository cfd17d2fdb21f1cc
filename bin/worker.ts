/** The background process: runs jobs, keeps the inference log's partitions ahead of time, and shows that it lives. */
import { startEvaluator, startWatchdog, systemSources } from '../lib/alerts/index.ts';
import { jobHandlers } from '../lib/jobs/handlers.ts';
import { startWorker } from '../lib/jobs/index.ts';
import { ensureMetricPartitions, startRollupMover } from '../lib/monitoring/index.ts';
import { closeDatabase, pool } from '../lib/platform/db.ts';
import { startHeartbeat } from '../lib/platform/heartbeat.ts';
import { onShutdown } from '../lib/platform/lifecycle.ts';
import { log } from '../lib/platform/log.ts';
import { startSampling, startTelemetry } from '../lib/telemetry/index.ts';
import { failStart, obeySupervisor, tellSupervisor } from './supervisor/child-side.ts';

const hourMs = 3_600_000;

async function ensurePartitions(): Promise<void> {
  await pool().query('SELECT slipway_ensure_inference_partitions(current_date - 1, current_date + 7)');
  await ensureMetricPartitions();
}

async function main(): Promise<void> {
  const { configured } = obeySupervisor(async () => undefined);
  await configured;
  onShutdown('database', closeDatabase);
  await ensurePartitions();
  setInterval(() => {
    ensurePartitions().catch((error: unknown) => log.error('could not make partitions ahead', { error }));
  }, hourMs).unref();
  const heartbeat = await startHeartbeat('worker');
  onShutdown('heartbeat', heartbeat.stop);
  const telemetry = await startTelemetry('worker');
  onShutdown('telemetry', telemetry.stop);
  const mover = startRollupMover();
  onShutdown('rollups', () => mover.stop());
  onShutdown('resources', startSampling('worker').stop);
  const runner = await startWorker(jobHandlers);
  onShutdown('jobs', () => runner.stop());
  const evaluator = startEvaluator({ sources: systemSources });
  onShutdown('alerts', () => evaluator.stop());
  const watchdog = startWatchdog();
  onShutdown('alert-watchdog', () => watchdog.stop());
  tellSupervisor({ type: 'ready' });
}

main().catch(failStart);
