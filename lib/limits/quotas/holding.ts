/** What this process holds of one quota for one subject. Admission is in memory while the slices last. */
import { log } from '../../platform/log.ts';
import { processId } from '../../platform/process-id.ts';
import { databaseTime, noteDatabaseTime } from './database-clock.ts';
import { acquireSlice, dropSlices, type Grant, giveBackSlices } from './lease-store.ts';
import { freeOf, type Hold, isUsable, reserveOf, type Slice, takeOut } from './slice.ts';

/** How long a dead process's slice is missed. A live one renews it long before. */
export const sliceSeconds = 60;
/** Of what is left, a slice takes this part beyond what is needed: large at first, exact near the end. */
const shares = 20;
const exactShares = 2 ** 31 - 1;
/** Waits for other processes to give back what they do not need, one after the other. */
const recallWaitsMs = [15, 40, 100];
const recallPauseMs = 500;
const memoMs = 200;
const contendedMs = 2000;
const idleMs = 15_000;

/** Why there was too little. */
export interface Shortage {
  need: bigint;
  left: bigint;
  amount: bigint;
  periodStart: number;
  periodEnd: number;
  subjectName: string | null;
}

export type Outcome = { holds: Hold[] } | { shortage: Shortage };

interface Waiter {
  need: bigint;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

export interface HoldingOf {
  quotaId: string;
  subject: string;
  /** Asks all processes to give back what they do not need. */
  recall: () => Promise<void>;
}

export class Holding {
  readonly #of: HoldingOf;
  readonly #waiters: Waiter[] = [];
  #slices: Slice[] = [];
  #filling = false;
  /** What is on its way back: who asks for more before it arrived would be told that it is held. */
  #givingBack: Promise<void> = Promise.resolve();
  #memo: { shortage: Shortage; until: number } | null = null;
  #contendedUntil = 0;
  #recalledAt = Number.NEGATIVE_INFINITY;
  #usedAt = performance.now();

  constructor(of: HoldingOf) {
    this.#of = of;
  }

  /** `need` is above 0. Rejects when PostgreSQL is needed and cannot be asked. An empty list of holds: there is no such quota any more. */
  reserve(need: bigint): Promise<Outcome> | Outcome {
    this.#usedAt = performance.now();
    const holds = reserveOf(this.#slices, need, databaseTime());
    if (holds !== null) return { holds };
    const memo = this.#memo;
    if (memo !== null && performance.now() < memo.until && need > memo.shortage.left + this.#free()) {
      return { shortage: { ...memo.shortage, need } };
    }
    return new Promise((resolve, reject) => {
      this.#waiters.push({ need, resolve, reject });
      if (!this.#filling) void this.#fill();
    });
  }

  /** After the holds of an answer ended. `charged` left the slices in the database already. */
  settle(charged: readonly { slice: Slice; amount: bigint }[]): void {
    for (const part of charged) takeOut(part);
    if (performance.now() < this.#contendedUntil) this.giveBack();
  }

  /** Somebody else needs it, or the quota changed. */
  recalled(): void {
    this.#memo = null;
    this.#contendedUntil = performance.now() + contendedMs;
    this.giveBack();
  }

  giveBack(): void {
    const parts = this.#slices.flatMap((slice) => {
      const amount = freeOf(slice);
      slice.amount -= amount;
      return amount === 0n ? [] : [{ leaseId: slice.id, amount }];
    });
    this.#removeSpent();
    if (parts.length === 0) return;
    // What was short before may be there now.
    this.#memo = null;
    const before = this.#givingBack;
    this.#givingBack = giveBackSlices(parts)
      .catch((error: unknown) => {
        log.warn('a slice of a quota could not be given back; it is free when it expires', { error });
      })
      .then(() => before);
  }

  /** Ids to renew. Lets go of what was not used for a while. */
  keep(): string[] {
    const idle = performance.now() - this.#usedAt > idleMs;
    const now = databaseTime();
    const gone = this.#slices.filter(
      (slice) => slice.reserved === 0n && (idle || slice.amount === 0n || !isUsable(slice, now)),
    );
    this.#slices = this.#slices.filter((slice) => !gone.includes(slice));
    if (gone.length > 0) drop(gone);
    return this.#slices.map((slice) => slice.id);
  }

  renewed(ids: ReadonlySet<string>, now: number): void {
    for (const slice of this.#slices) {
      if (ids.has(slice.id)) slice.expiresAt = now + sliceSeconds * 1000;
    }
  }

  ids(): string[] {
    return this.#slices.map((slice) => slice.id);
  }

  isEmpty(): boolean {
    return this.#slices.length === 0 && this.#waiters.length === 0;
  }

  #free(): bigint {
    const now = databaseTime();
    return this.#slices.reduce((sum, slice) => sum + (isUsable(slice, now) ? freeOf(slice) : 0n), 0n);
  }

  #removeSpent(): void {
    const spent = this.#slices.filter((slice) => slice.amount === 0n && slice.reserved === 0n);
    if (spent.length === 0) return;
    this.#slices = this.#slices.filter((slice) => !spent.includes(slice));
    drop(spent);
  }

  /** One look at the database at a time serves everybody who waits. */
  async #fill(): Promise<void> {
    this.#filling = true;
    try {
      for (let first = this.#waiters[0]; first !== undefined; first = this.#waiters[0]) {
        const outcome = await this.#provide(first.need);
        this.#waiters.shift();
        first.resolve(outcome);
      }
    } catch (error) {
      for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    } finally {
      this.#filling = false;
    }
  }

  async #provide(need: bigint): Promise<Outcome> {
    for (let recalls = 0; ; ) {
      const holds = reserveOf(this.#slices, need, databaseTime());
      if (holds !== null) return { holds };
      const grant = await this.#acquire(need);
      if (grant === null) return { holds: [] };
      if (grant.slice !== null) continue;
      if (!this.#othersHold(grant) || !(await this.#recall(recalls++))) return this.#short(need, grant);
    }
  }

  async #acquire(need: bigint): Promise<Grant | null> {
    await this.#givingBack;
    const free = this.#free();
    const missing = need - free;
    // The one it is for is among those who wait.
    const wish = this.#waiters.reduce((sum, waiter) => sum + waiter.need, 0n) - free;
    const contended = performance.now() < this.#contendedUntil;
    const grant = await acquireSlice({
      quotaId: this.#of.quotaId,
      subject: this.#of.subject,
      processId: processId(),
      need: missing,
      wish,
      shares: contended ? exactShares : shares,
      ttlSeconds: sliceSeconds,
    });
    if (grant === null) return null;
    noteDatabaseTime(grant.now);
    if (grant.slice !== null) {
      const { id, amount, validUntil } = grant.slice;
      const { periodStart, periodEnd, now } = grant;
      const expiresAt = now + sliceSeconds * 1000;
      this.#slices.push({ id, amount, reserved: 0n, periodStart, periodEnd, validUntil, expiresAt });
    }
    return grant;
  }

  #othersHold({ held, periodStart }: Grant): boolean {
    const own = this.#slices.filter((slice) => slice.periodStart === periodStart);
    return held > own.reduce((sum, slice) => sum + slice.amount, 0n);
  }

  /** False when it was tried often enough just now. */
  async #recall(tried: number): Promise<boolean> {
    const wait = recallWaitsMs[tried];
    if (wait === undefined) return false;
    if (tried === 0) {
      if (performance.now() - this.#recalledAt < recallPauseMs) return false;
      this.#recalledAt = performance.now();
      await this.#of.recall();
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    return true;
  }

  #short(need: bigint, { left, amount, periodStart, periodEnd, subjectName }: Grant): Outcome {
    const shortage = { need, left: left + this.#free(), amount, periodStart, periodEnd, subjectName };
    this.#memo = { shortage: { ...shortage, left }, until: performance.now() + memoMs };
    return { shortage };
  }
}

function drop(slices: readonly Slice[]): void {
  dropSlices(slices.map((slice) => slice.id)).catch((error: unknown) => {
    log.warn('a slice of a quota could not be given back; it is free when it expires', { error });
  });
}
