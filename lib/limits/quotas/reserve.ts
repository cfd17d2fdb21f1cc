import type { SliceCharge } from '../ledger/entry.ts';
import { databaseTime } from './database-clock.ts';
import type { Shortage } from './holding.ts';
import { holdingOf } from './holdings.ts';
import { type ApplyingQuota, type Payers, quotasOf } from './known-quotas.ts';
import { insertHardStop } from './lease-store.ts';
import { quotaExceeded } from './quota-exceeded.ts';
import { type Hold, spread, unreserve } from './slice.ts';

/** What a request may use at most, or did use, by measure; money in nano-dollars. */
export interface Amounts {
  requests: bigint;
  tokens: bigint;
  money: bigint;
}

/** What quotas hold for a request until it is settled. It ends once, by `settled` or by `release`. */
export interface Reservation {
  /** When the request was admitted, by the database's clock; goes into its entry. */
  readonly at: Date;
  /** What to take out of the slices in the transaction that writes the entry. */
  charge(requestId: string, used: Amounts): SliceCharge[];
  /** The entry is durable, with its charge. */
  settled(): void;
  /** Nothing was written. */
  release(): void;
}

interface Held {
  of: ApplyingQuota;
  holds: Hold[];
  charged: ReturnType<typeof spread>;
}

/** A clock at the turn of a period may be read on both sides of it. */
const maxTries = 3;

/**
 * `estimated` is asked for when a quota applies. Reserves it in every quota that applies, or nothing in any. In memory while this process has slices, so a
 * request without a quota costs nothing. A model without a price never needs money.
 * Throws `rate_limited` (reason `quota_exceeded`) with what is left and when it renews.
 */
export async function reserve(
  payers: Payers,
  estimated: () => Amounts | Promise<Amounts>,
): Promise<Reservation> {
  const all = await quotasOf(payers);
  if (all.length === 0) return reservation([], new Date(databaseTime()));
  const estimate = await estimated();
  const applying = all.filter(({ quota }) => estimate[quota.measure] > 0n);
  for (let tries = 1; ; tries++) {
    const held = await holdAll(applying, estimate);
    const at = commonInstant(held);
    if (at !== null || tries === maxTries) return reservation(held, new Date(at ?? databaseTime()));
    letGo(held);
  }
}

async function holdAll(applying: readonly ApplyingQuota[], estimate: Amounts): Promise<Held[]> {
  const held: Held[] = [];
  try {
    for (const of of applying) {
      const pending = holdingOf(of.quota.id, of.subject).reserve(estimate[of.quota.measure]);
      const outcome = pending instanceof Promise ? await pending : pending;
      if ('shortage' in outcome) throw await refusal(of, outcome.shortage);
      held.push({ of, holds: outcome.holds, charged: [] });
    }
    return held;
  } catch (error) {
    letGo(held);
    throw error;
  }
}

async function refusal(of: ApplyingQuota, shortage: Shortage): Promise<unknown> {
  await insertHardStop(of.quota.id, of.subject, new Date(shortage.periodStart));
  return quotaExceeded(of, shortage);
}

function letGo(held: readonly Held[]): void {
  for (const { of, holds } of held) {
    unreserve(holds);
    holdingOf(of.quota.id, of.subject).settle([]);
  }
}

/** A moment that lies in the period of every slice; null when there is none. */
function commonInstant(held: readonly Held[]): number | null {
  const slices = held.flatMap(({ holds }) => holds.map(({ slice }) => slice));
  const at = Math.max(databaseTime(), ...slices.map((slice) => slice.periodStart));
  return slices.every((slice) => at < slice.periodEnd) ? at : null;
}

function reservation(held: readonly Held[], at: Date): Reservation {
  let ended = false;
  const end = (charged: boolean) => {
    if (ended) return;
    ended = true;
    for (const { of, holds, charged: parts } of held) {
      unreserve(holds);
      holdingOf(of.quota.id, of.subject).settle(charged ? parts : []);
    }
  };
  return {
    at,
    charge(requestId, used) {
      for (const part of held) part.charged = spread(part.holds, used[part.of.quota.measure]);
      return held.flatMap(({ charged }) =>
        charged.map(({ slice, amount }) => ({ requestId, leaseId: slice.id, amount })),
      );
    },
    settled: () => end(true),
    release: () => end(false),
  };
}
