import { pgTransaction } from '../../platform/db.ts';
import { dropPartitionsBefore } from '../partition-store.ts';
import { floorTo, keptSince } from '../rollups/levels.ts';
import { dropPeriodsBefore, lockGauges, setRawSince } from './level-store.ts';
import { rollGauges } from './roll-gauges.ts';

/** Of single values, and of the levels; whole days (UTC) besides today. */
const keptDays = { values: 90, levels: 400 };

/** Removes single values that are in the levels and old, and levels that are older still. */
export async function dropOldGauges(now: Date): Promise<void> {
  await rollGauges(now);
  await pgTransaction(async (client) => {
    const { rolledUntil, rawSince } = await lockGauges(client, 'alone');
    const old = keptSince({ seconds: 0, keptDays: keptDays.values }, now).getTime();
    const since = new Date(Math.min(old, floorTo(rolledUntil.getTime(), 86_400)));
    if (since > rawSince) await setRawSince(client, since);
    await dropPartitionsBefore('metric_gauge', 'at', since, client);
    await dropPeriodsBefore(client, keptSince({ seconds: 0, keptDays: keptDays.levels }, now));
  });
}
