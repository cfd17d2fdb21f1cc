import type { LeaseAsk, LeaseReply } from './lease-contract.ts';

/** Monotonic clocks of two machines part by less than this share. */
const drift = 0.0002;
/** Memory of the demand: about what was taken in the last second. */
const demandMs = 1000;
/** How long to believe that nothing is left while other processes may still give some back. */
export const recheckMs = 100;

/** One subject's allowance under one rule, as far as this process has it. Times are monotonic milliseconds. */
export class Bucket {
  readonly rule: string;
  readonly subject: string;
  limit: number;
  /** Window of the slice; null when it is over or none was given yet. */
  number: number | null = null;
  endsAt = 0;
  /** Units to use. */
  local = 0;
  /** Left in the window for everybody when the database was last asked. */
  free = 0;
  /** What those waiting need in all, and the smallest of them. */
  wanted = 0;
  least = 0;
  /** Used and beyond what was given; not yet reported. */
  #used = 0;
  #owed = 0;
  /** Given in this window less what was reported. */
  #mine = 0;
  #othersHold = false;
  #emptyUntil = 0;
  #missing = 0;
  #demand = 0;
  #demandAt = 0;
  #takenSinceBeat = false;
  #prefetchFrom = 0;
  #returnAll = false;

  constructor(rule: string, subject: string, limit: number) {
    this.rule = rule;
    this.subject = subject;
    this.limit = limit;
  }

  /** Lets go of a slice whose window is over. */
  roll(now: number): void {
    if (this.number === null || now < this.endsAt) return;
    this.number = null;
    this.local = 0;
    this.free = 0;
    this.#used = 0;
    this.#mine = 0;
    this.#emptyUntil = 0;
  }

  /** `final`: requests count as used at once, tokens when they are settled. */
  take(cost: number, now: number, final: boolean): void {
    this.local -= cost;
    if (final) this.#used += cost;
    this.#demand = this.#demandNow(now) + cost;
    this.#demandAt = now;
    this.#takenSinceBeat = true;
  }

  /** Corrects what was taken in window `number` from `cost` to `actual`; `reported` is what `take` counted as used. */
  settle(number: number, cost: number, actual: number, reported: number): void {
    if (this.number !== number) {
      // That window is over: what was too much is gone, what was too little is owed.
      this.#owed += Math.max(0, actual - cost);
      return;
    }
    const more = actual - cost;
    const here = Math.min(more, this.local);
    this.local -= here;
    this.#used += cost + here - reported;
    this.#owed += more - here;
  }

  /** Whether asking the database for what is missing would be in vain. */
  isEmptyFor(cost: number, now: number): boolean {
    return now < this.#emptyUntil && cost - this.local >= this.#missing;
  }

  markEmpty(cost: number, now: number): void {
    this.#emptyUntil = this.#othersHold ? Math.min(this.endsAt, now + recheckMs) : this.endsAt;
    this.#missing = cost - this.local;
  }

  /** The rule changed: what was known is void, and the slice goes back to be given anew. */
  reset(): void {
    this.#emptyUntil = 0;
    this.#returnAll = true;
  }

  /** Whether to ask for more before the slice is used up. */
  runsLow(now: number): boolean {
    if (this.free === 0 || now < this.#prefetchFrom) return false;
    const demand = this.#demandNow(now);
    return demand >= 2 && this.local < demand / 2;
  }

  /** Once for each beat of the timer: forgets the demand of who stopped asking; true when there is something to tell. */
  beat(now: number): boolean {
    if (!this.#takenSinceBeat) this.#demand = 0;
    this.#takenSinceBeat = false;
    return this.#owed > 0 || this.#used !== 0 || this.#surplus(now) > 0;
  }

  isIdle(now: number): boolean {
    return this.number === null && this.wanted === 0 && this.#owed === 0 && this.#demandNow(now) < 1;
  }

  ask(now: number, { returnAll = false } = {}): LeaseAsk {
    this.roll(now);
    this.#returnAll ||= returnAll;
    const asked: LeaseAsk = {
      rule: this.rule,
      subject: this.subject,
      number: this.number,
      vouched: this.number !== null,
      used: this.#used,
      returned: this.wanted > 0 ? 0 : this.#surplus(now),
      owed: this.#owed,
      needed: Math.max(0, this.wanted - this.local),
      least: Math.max(0, this.least - this.local),
      extra: this.#extra(now),
    };
    this.local -= asked.returned;
    this.#used = 0;
    this.#owed = 0;
    this.#returnAll = false;
    this.#prefetchFrom = now + recheckMs;
    return asked;
  }

  /** `askedAt` is from before the database read its clock, so the end that follows is never too late. */
  apply(asked: LeaseAsk, reply: LeaseReply, askedAt: number, now: number): void {
    this.roll(now);
    this.limit = reply.limit;
    if (this.number !== null && reply.number !== this.number) {
      // The database's clock jumped: until our window is over by our own, another one is not for us.
      this.free = 0;
      this.#othersHold = false;
      return;
    }
    const endsAt = askedAt + reply.leftMs * (1 - drift);
    if (this.number === reply.number) {
      this.endsAt = Math.max(this.endsAt, endsAt);
      this.#mine += reply.granted - asked.used - asked.returned;
    } else {
      this.number = reply.number;
      this.endsAt = endsAt;
      this.#mine = reply.granted;
    }
    this.local += reply.granted;
    this.free = reply.free;
    this.#othersHold = reply.held > this.#mine;
  }

  /** The rule is gone, and our rules will be told in a moment: until then nothing is in the way. */
  lift(now: number): void {
    this.number = 0;
    this.endsAt = now + recheckMs;
    this.local = Number.MAX_SAFE_INTEGER;
  }

  /** The ask came to nothing. When the database may have taken it, what was returned is not ours any more. */
  restore(asked: LeaseAsk, certain: boolean): void {
    this.#owed += asked.owed;
    if (!certain || this.number === null || this.number !== asked.number) return;
    this.local += asked.returned;
    this.#used += asked.used;
  }

  #demandNow(now: number): number {
    return this.#demand * Math.exp((this.#demandAt - now) / demandMs);
  }

  #surplus(now: number): number {
    if (this.#returnAll) return this.local;
    return Math.max(0, this.local - Math.ceil(this.#demandNow(now)));
  }

  #extra(now: number): number {
    if (this.#returnAll) return 0;
    const ahead = Math.max(0, this.local - this.wanted);
    return Math.max(0, Math.floor(this.#demandNow(now)) - ahead);
  }
}
