import { type RebuiltGauges, rebuildGaugeDay } from './gauges/rebuild-gauge-day.ts';
import { floorTo } from './rollups/levels.ts';
import { type RebuiltDay, rebuildDay } from './rollups/rebuild-day.ts';

const dayMs = 86_400_000;
const serializationFailure = '40001';
const mostTries = 5;

export interface RebuiltMetrics extends RebuiltDay {
  /** Null when their single values are gone. */
  gauges: RebuiltGauges | null;
}

/**
 * Counts the days (UTC) from one to another, both included, anew: requests from the log, gauges from their single values. Two
 * transactions a day, so it can be stopped and repeated at any time, while requests come in. See `rebuildDay`.
 */
export async function* rebuildMetrics(
  first: Date,
  last: Date,
  options: { shrink: boolean },
): AsyncGenerator<RebuiltMetrics> {
  for (let day = floorTo(first.getTime(), 86_400); day <= last.getTime(); day += dayMs) {
    const gauges = await rebuildGaugeDay(new Date(day));
    yield { ...(await retried(() => rebuildDay(new Date(day), options))), gauges };
  }
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code !== serializationFailure || attempt >= mostTries) throw error;
    }
  }
}
