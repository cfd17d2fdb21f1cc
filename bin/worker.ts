/** The background process: runs jobs, keeps the inference log's partitions ahead of time, and shows that it lives. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onShutdown } from '../lib/platform/lifecycle.ts';
import { log } from '../lib/platform/log.ts';
import { failStart, obeySupervisor, tellSupervisor } from './supervisor/child-side.ts';

const hourMs = 3_600_000;
/** Answers come first: on a busy machine the worker yields to the server. */
const politeness = 10;

async function ensurePartitions(): Promise<void> {
  const { pool } = await import('../lib/platform/db.ts');
  await pool().query('SELECT slipway_ensure_inference_partitions(current_date - 1, current_date + 7)');
}

async function main(): Promise<void> {
  const { configured } = obeySupervisor(async () => undefined);
  os.setPriority(politeness);
  await configured;
  const { closeDatabase } = await import('../lib/platform/db.ts');
  const { startHeartbeat } = await import('../lib/platform/heartbeat.ts');
  onShutdown('database', closeDatabase);
  await ensurePartitions();
  setInterval(() => {
    ensurePartitions().catch((error: unknown) => log.error('could not make partitions ahead', { error }));
  }, hourMs).unref();
  const heartbeat = await startHeartbeat('worker');
  onShutdown('heartbeat', heartbeat.stop);
  const handlersFile = path.join(import.meta.dirname, '../lib/jobs/handlers.ts');
  if (existsSync(handlersFile) && existsSync(path.join(import.meta.dirname, '../lib/knowledge/index.ts'))) {
    const { startWorker } = await import('../lib/jobs/index.ts');
    const { jobHandlers } = await import('../lib/jobs/handlers.ts');
    const runner = await startWorker(jobHandlers);
    onShutdown('jobs', () => runner.stop());
  }
  tellSupervisor({ type: 'ready' });
}

main().catch(failStart);
