import { assertMay, type Caller } from '../../access/index.ts';
import { type Rebuilt, rebuildDerived } from './rebuild-store.ts';

/**
 * Derives counters and sums from the ledger, puts right what differs, and reports it. There is nothing to report unless
 * somebody wrote to the tables by hand.
 */
export async function rebuildUsage(caller: Caller): Promise<Rebuilt> {
  assertMay(caller, 'limits.write');
  return rebuildDerived(true);
}
