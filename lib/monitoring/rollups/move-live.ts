import { pgTransaction } from '../../platform/db.ts';
import { addToLevels } from './add-to-levels.ts';
import { tryLockLevels } from './level-store.ts';
import { takeLive } from './live-store.ts';

/** So that a transaction stays short whatever has piled up. */
const rowsAtOnce = 10_000;

/**
 * Moves what was counted into the levels, until nothing is left. A move is one transaction: whoever reads sees what is moved
 * either here or there, and a mover that dies has moved nothing. Of several movers one works, the others have nothing to do.
 * Answers how many rows it moved.
 */
export async function moveLive(signal?: AbortSignal, now = new Date()): Promise<number> {
  let moved = 0;
  while (signal?.aborted !== true) {
    const taken = await pgTransaction(async (client) => {
      if (!(await tryLockLevels(client))) return 0;
      const rows = await takeLive(client, rowsAtOnce);
      await addToLevels(client, rows, now);
      return rows.length;
    });
    moved += taken;
    if (taken < rowsAtOnce) break;
  }
  return moved;
}
