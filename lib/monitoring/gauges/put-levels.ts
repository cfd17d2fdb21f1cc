import type { PoolClient } from 'pg';
import { ceilTo, floorTo } from '../rollups/levels.ts';
import { type GaugeMoment, gaugeLevels, putPeriods } from './level-store.ts';

/**
 * Brings every level in line with the values, in a range that lies before `rolledUntil`: finest first, because each is made of the
 * one below. A period that is not over before `rolledUntil` has no row yet.
 */
export async function putLevels(
  client: PoolClient,
  range: { from: number; to: number },
  rolledUntil: Date,
  moments?: readonly GaugeMoment[],
): Promise<void> {
  for (const level of gaugeLevels) {
    const from = floorTo(range.from, level);
    const to = Math.min(ceilTo(range.to, level), floorTo(rolledUntil.getTime(), level));
    if (from < to) await putPeriods(client, level, { from, to }, moments);
  }
}
