import { pgTransaction } from '../../platform/db.ts';
import { countedIn, lockGauges, takePeriods } from './level-store.ts';
import { putLevels } from './put-levels.ts';

const dayMs = 86_400_000;

export interface RebuiltGauges {
  /** Single values the levels counted before, and count now. */
  before: number;
  now: number;
}

/** Makes the levels of a day (UTC) anew from the single values. Null when those are gone: then the levels alone say what was. */
export function rebuildGaugeDay(day: Date): Promise<RebuiltGauges | null> {
  return pgTransaction(async (client) => {
    const { rolledUntil, rawSince } = await lockGauges(client, 'alone');
    if (day < rawSince) return null;
    const to = new Date(day.getTime() + dayMs);
    const before = await takePeriods(client, day, to);
    await putLevels(client, { from: day.getTime(), to: to.getTime() }, rolledUntil);
    return { before, now: await countedIn(client, day, to) };
  });
}
