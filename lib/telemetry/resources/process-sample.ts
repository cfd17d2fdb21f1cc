/** What one process uses. Pure but for what Node tells of itself. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface ProcessSample {
  /** Cores used since the sample before; 1 is one core all the time. */
  cpu: number;
  /** Resident bytes. */
  memory: number;
  /** Milliseconds that 99 % of what was due waited no longer than, since the sample before. */
  eventLoopDelayMs: number;
}

/** Milliseconds between two looks at the event loop: 50 a second cost nothing that can be measured. */
const resolution = 20;

export interface ProcessMeter {
  sample(): ProcessSample;
  stop(): void;
}

export function startProcessMeter(): ProcessMeter {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  let usage = process.cpuUsage();
  let at = performance.now();
  return {
    sample() {
      const now = performance.now();
      const used = process.cpuUsage(usage);
      const cpu = (used.user + used.system) / 1000 / Math.max(1, now - at);
      usage = process.cpuUsage();
      at = now;
      const sample = { cpu, memory: process.memoryUsage.rss(), eventLoopDelayMs: delayOf(delays) };
      delays.reset();
      return sample;
    },
    stop: () => delays.disable(),
  };
}

/** Node measures from one look to the next, the wait between them included. */
function delayOf(delays: ReturnType<typeof monitorEventLoopDelay>): number {
  return delays.count === 0 ? 0 : Math.max(0, delays.percentile(99) / 1e6 - resolution);
}
