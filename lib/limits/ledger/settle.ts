import type { PoolClient } from 'pg';
import type { Reservation } from '../quotas/reserve.ts';
import { assertCountable, tokensOf, type UsageEntry } from './entry.ts';
import { insertEntries } from './ledger-store.ts';

/** What a request leaves in the ledger, and what was reserved for it. */
export interface Settlement {
  /** All of one request, the answer's first; empty when nothing was used. */
  entries: readonly UsageEntry[];
  /** Null for what is not charged: shadows, tries, and requests no quota applied to. */
  reservation: Reservation | null;
}

/**
 * Writes settlements in the transaction that writes the rows of their requests, so that there is never one without the
 * other. A request that is in the ledger already changes nothing. `commit` is called right behind the one statement, so that
 * it need not wait for its answer; not at all when an entry holds counts that are none.
 */
export async function settleUsage(
  client: PoolClient,
  settlements: readonly Settlement[],
  commit: () => Promise<void> = async () => undefined,
): Promise<void> {
  const entries = settlements.flatMap((settlement) => settlement.entries);
  for (const entry of entries) assertCountable(entry);
  const charges = settlements.flatMap(chargesOf);
  await Promise.all([insertEntries(client, entries, charges), commit()]);
}

function chargesOf({ entries, reservation }: Settlement) {
  const [first] = entries;
  if (first === undefined || reservation === null) return [];
  const used = { requests: 0n, tokens: 0n, money: 0n };
  for (const { requests, usage, cost } of entries) {
    used.requests += BigInt(requests);
    used.tokens += BigInt(tokensOf(usage));
    used.money += cost;
  }
  return reservation.charge(first.requestId, used);
}
