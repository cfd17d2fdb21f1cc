import { floorTo } from './rollups/levels.ts';
import { type RebuiltDay, rebuildDay } from './rollups/rebuild-day.ts';

const dayMs = 86_400_000;
const serializationFailure = '40001';
const mostTries = 5;

/**
 * Counts the days (UTC) from one to another, both included, anew from the log; one transaction a day, so it can be stopped
 * and repeated at any time, while requests come in. See `rebuildDay`.
 */
export async function* rebuildMetrics(
  first: Date,
  last: Date,
  options: { shrink: boolean },
): AsyncGenerator<RebuiltDay> {
  for (let day = floorTo(first.getTime(), 86_400); day <= last.getTime(); day += dayMs) {
    yield await retried(() => rebuildDay(new Date(day), options));
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
