import { pgTransaction } from '../../platform/db.ts';
import { floorTo } from '../rollups/levels.ts';
import { lockGauges, setRolledUntil } from './level-store.ts';
import { putLevels } from './put-levels.ts';

const hourMs = 3_600_000;
/** After an hour is over, so that what is written of its end comes before it is rolled up, which is the cheaper way. */
const waitMs = 300_000;

/** Whoever writes waits for a transaction; while they are shorter than this, more hours go into one. */
const shortMs = 100;
const mostHours = 168;

/**
 * Brings the hours that are over into the levels. One that dies has rolled up nothing of its last transaction; of two at once each
 * does other hours. Answers how many hours there were.
 */
export async function rollGauges(now: Date, signal?: AbortSignal): Promise<number> {
  const until = floorTo(now.getTime() - waitMs, 3600);
  let rolled = 0;
  let atOnce = 1;
  while (signal?.aborted !== true) {
    const begun = performance.now();
    const hours = await rollHours(atOnce, until);
    if (hours === 0) break;
    rolled += hours;
    atOnce = performance.now() - begun < shortMs ? Math.min(2 * atOnce, mostHours) : 1;
  }
  return rolled;
}

function rollHours(most: number, until: number): Promise<number> {
  return pgTransaction(async (client) => {
    const { rolledUntil } = await lockGauges(client, 'alone');
    const from = rolledUntil.getTime();
    const to = Math.min(from + most * hourMs, until);
    if (to <= from) return 0;
    await putLevels(client, { from, to }, new Date(to));
    await setRolledUntil(client, new Date(to));
    return (to - from) / hourMs;
  });
}
