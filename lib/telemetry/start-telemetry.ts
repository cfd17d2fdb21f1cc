/** Counting and exporting in one process, from its start to its end. */
import { onRecorded } from '../inference/index.ts';
import type { ProcessKind } from '../platform/heartbeat.ts';
import { log } from '../platform/log.ts';
import { processId } from '../platform/process-id.ts';
import { sampleTraces } from '../platform/trace-context.ts';
import { followTarget } from './otlp/current-target.ts';
import { type Exporter, type ExporterTiming, startExporter } from './otlp/exporter.ts';
import { releaseVersion } from './otlp/resource.ts';
import { countHttp } from './prometheus/count-http.ts';
import { countRecorded } from './prometheus/count-recorded.ts';
import { processLabels } from './prometheus/expose-metrics.ts';
import { familiesOf } from './prometheus/family.ts';
import { metrics } from './prometheus/metrics.ts';
import { deleteSnapshot, saveSnapshot } from './prometheus/snapshot-store.ts';

const snapshotMs = 10_000;
/** What waits for the collector when the process ends gets this long. */
const graceMs = 5000;

export interface Telemetry {
  /** Counts an HTTP request by the pattern of its route. */
  http(route: string, method: string, status: number, ms: number): void;
  /** Sends what waits and leaves a snapshot now. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTelemetry(kind: ProcessKind, timing: ExporterTiming = {}): Promise<Telemetry> {
  metrics().buildInfo.set({ version: releaseVersion(), node: process.version }, 1);
  let exporter: Exporter | null = null;
  const unfollow = await followTarget((target) => {
    const last = exporter;
    exporter = target === null ? null : startExporter(target, timing);
    sampleTraces(target?.sampleRatio ?? null);
    last?.stop(graceMs).catch((error: unknown) => log.warn('an exporter did not stop cleanly', { error }));
  });
  const unhear = onRecorded((recorded) => {
    countRecorded(recorded);
    exporter?.record(recorded);
  });
  const leaveSnapshot = async () => {
    const id = processId();
    const families = await familiesOf(metrics().registry, processLabels(kind, id));
    await saveSnapshot({ processId: id, kind, families, export: exporter?.state() ?? null });
  };
  let pending: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    pending = leaveSnapshot().catch((error: unknown) => log.warn('could not leave metrics', { error }));
  }, snapshotMs);
  await leaveSnapshot();
  return {
    http(route, method, status, ms) {
      countHttp(route, method, status, ms);
      exporter?.http(route, method, status, ms);
    },
    async flush() {
      await exporter?.flush();
      await leaveSnapshot();
    },
    async stop() {
      clearInterval(timer);
      unfollow();
      unhear();
      sampleTraces(null);
      await exporter?.stop(graceMs);
      await pending;
      await deleteSnapshot(processId());
    },
  };
}
