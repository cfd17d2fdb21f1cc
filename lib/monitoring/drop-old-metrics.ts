import { dropOldGauges } from './gauges/drop-old-gauges.ts';
import { dropPartitionsBefore } from './partition-store.ts';
import { dropPeriodsBefore } from './rollups/level-store.ts';
import { keptSince, levels } from './rollups/levels.ts';

/** Removes what each level of the rollups, and gauges, no longer keep. */
export async function dropOldMetrics(now: Date): Promise<void> {
  for (const level of levels) {
    const since = keptSince(level, now);
    if (level.seconds === 60) await dropPartitionsBefore('metric_minute', 'start', since);
    else await dropPeriodsBefore(level.seconds, since);
  }
  await dropOldGauges(now);
}
