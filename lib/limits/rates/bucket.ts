import { Demand } from './demand.ts';
import type { LeaseAsk, LeaseReply } from './lease-contract.ts';

/** Monotonic clocks of two machines part by less than this share. */
const drift = 0.0002;
/** How long to believe that nothing is left while other processes may still give some back. */
export const recheckMs = 100;
/** Slices of the next window are taken so long before it begins: two beats of the timer, and time for the answer. */
const leadMs = 600;
/** How long others have to give back what they were asked for, and when they may be asked again. */
const recallMs = 150;
const recallAgainMs = 1000;

/**
 * One subject's allowance under one rule, as far as this process has it. Times are monotonic milliseconds. When exactly the
 * database's window ends is known up to the time an answer took: not before `endsAt`, and by `#overAt` at the latest.
 * In between a request takes from the slices of both windows, so that it counts in whichever it is.
 */
export class Bucket {
  readonly rule: string;
  readonly subject: string;
  limit: number;
  /** Window of the slice; null when it is over or none was given yet. */
  number: number | null = null;
  endsAt = 0;
  #overAt = 0;
  #lengthMs = 0;
  /** Units to use. */
  local = 0;
  /** Units to use of the next window, those used of them already, and both together. */
  #ahead = 0;
  #aheadUsed = 0;
  #aheadGiven = 0;
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
  /** The last answer was about another window than ours: it says nothing. */
  #unsure = false;
  #emptyUntil = 0;
  #missing = 0;
  #recalledUntil = 0;
  #recallFrom = 0;
  #prefetchFrom = 0;
  #returning: 'surplus' | 'slice' | 'all' = 'surplus';
  readonly #demand = new Demand();

  constructor(rule: string, subject: string, limit: number) {
    this.rule = rule;
    this.subject = subject;
    this.limit = limit;
  }

  /** Lets go of a slice whose window is over, and begins with that of the next. */
  roll(now: number): void {
    if (this.#aheadGiven > 0 && now >= this.#overAt) this.#enterNext();
    if (this.number === null || now < this.endsAt || this.#aheadGiven > 0) return;
    this.number = null;
    this.local = 0;
    this.free = 0;
    this.#used = 0;
    this.#mine = 0;
    this.#emptyUntil = 0;
  }

  #enterNext(): void {
    this.number = (this.number ?? 0) + 1;
    this.local = this.#ahead;
    this.#used = this.#aheadUsed;
    this.#mine = this.#aheadGiven;
    this.free = Math.max(0, this.limit - this.#aheadGiven);
    this.endsAt += this.#lengthMs * (1 - drift);
    this.#overAt += this.#lengthMs * (1 + drift);
    this.#dropAhead();
    this.#emptyUntil = 0;
    this.#unsure = false;
  }

  #dropAhead(): void {
    this.#ahead = 0;
    this.#aheadUsed = 0;
    this.#aheadGiven = 0;
  }

  #isTurning(now: number): boolean {
    return this.number !== null && now >= this.endsAt;
  }

  /** Units that may be used now. */
  available(now: number): number {
    this.roll(now);
    return this.#isTurning(now) ? Math.min(this.local, this.#ahead) : this.local;
  }

  /** Whether what the database last said need not hold any more. */
  isUnsure(now: number): boolean {
    return this.number === null || this.#unsure || this.#isTurning(now);
  }

  /** Whether others may be giving back just now what is missing here. */
  isRecalled(now: number): boolean {
    return now < this.#recalledUntil;
  }

  /** `final`: requests count as used at once, tokens when they are settled. Needs so much to be available. */
  take(cost: number, now: number, final: boolean): void {
    this.local -= cost;
    if (final) this.#used += cost;
    if (this.#isTurning(now)) {
      this.#ahead -= cost;
      this.#aheadUsed += cost;
    }
    this.#demand.add(cost, now);
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
    return now < this.#emptyUntil && cost - this.available(now) >= this.#missing;
  }

  markEmpty(cost: number, now: number): void {
    const mayChange = this.#othersHold || this.isUnsure(now);
    this.#emptyUntil = mayChange ? Math.min(this.endsAt, now + recheckMs) : this.endsAt;
    this.#missing = cost - this.available(now);
  }

  /** The rule changed or the process ends: what was known is void, and the slices go back. */
  reset(): void {
    this.#emptyUntil = 0;
    this.#returning = 'all';
  }

  /** Another process needs what is not used here. */
  recall(): void {
    if (this.#returning === 'surplus') this.#returning = 'slice';
  }

  /** Whether to ask for more before the slice is used up. */
  runsLow(now: number): boolean {
    if (this.free === 0 || now < this.#prefetchFrom) return false;
    const demand = this.#demand.at(now);
    return demand >= 2 && this.local < demand / 2;
  }

  /** Once for each beat of the timer: true when there is something to tell. */
  beat(now: number): boolean {
    this.#demand.beat();
    return this.#owed > 0 || this.#used !== 0 || this.#surplus(now) > 0 || this.#wantedAhead(now) > 0;
  }

  isIdle(now: number): boolean {
    return this.number === null && this.wanted === 0 && this.#owed === 0 && this.#demand.at(now) < 1;
  }

  ask(now: number): LeaseAsk {
    const available = this.available(now);
    const turning = this.#isTurning(now);
    const needed = Math.max(0, this.wanted - available);
    const returned = this.wanted > 0 ? 0 : this.#surplus(now);
    const asked: LeaseAsk = {
      rule: this.rule,
      subject: this.subject,
      number: this.number,
      vouched: this.number !== null && !turning,
      used: this.#used,
      returned,
      kept: Math.max(0, this.#mine - this.#used - returned),
      owed: this.#owed,
      needed,
      least: Math.max(0, this.least - available),
      extra: this.#extra(now),
      ahead: this.#wantedAhead(now),
      aheadReturned: this.#returning === 'all' && !turning ? this.#ahead : 0,
      recall: needed > 0 && now >= this.#recallFrom,
    };
    this.local -= asked.returned;
    this.#ahead -= asked.aheadReturned;
    this.#used = 0;
    this.#owed = 0;
    this.#returning = 'surplus';
    this.#prefetchFrom = now + recheckMs;
    return asked;
  }

  /** `askedAt` is from before the database read its clock and `now` from after it: the window's end lies between both. */
  apply(asked: LeaseAsk, reply: LeaseReply, askedAt: number, now: number): void {
    this.roll(now);
    this.limit = reply.limit;
    this.#lengthMs = reply.lengthMs;
    this.#unsure = asked.vouched && reply.number !== asked.number;
    const began = this.#isTurning(now) && reply.number === (this.number ?? 0) + 1;
    if (began) this.#enterNext();
    if (this.number !== null && reply.number !== this.number) {
      this.#disagree(reply);
      return;
    }
    const endsAt = askedAt + reply.leftMs * (1 - drift);
    const overAt = now + reply.leftMs * (1 + drift);
    if (this.number === reply.number) {
      this.endsAt = Math.max(this.endsAt, endsAt);
      this.#overAt = Math.max(this.endsAt, Math.min(this.#overAt, overAt));
      this.#mine += reply.granted;
      if (asked.number === reply.number) {
        this.#mine -= asked.used + asked.returned;
        this.#aheadGiven -= asked.aheadReturned;
      }
    } else {
      this.number = reply.number;
      this.endsAt = endsAt;
      this.#overAt = Math.max(endsAt, overAt);
      this.#mine = reply.granted;
    }
    this.local += reply.granted;
    this.#ahead += reply.aheadGranted;
    this.#aheadGiven += reply.aheadGranted;
    this.free = reply.free;
    this.#othersHold = reply.held > this.#mine;
    if (reply.recalled) this.#recallFrom = now + recallAgainMs;
    if (reply.recalled) this.#recalledUntil = now + recallMs;
    else if (!this.#othersHold) this.#recalledUntil = 0;
  }

  /** The answer is about another window. */
  #disagree(reply: LeaseReply): void {
    this.#unsure = true;
    const number = this.number ?? 0;
    if (reply.number + 1 === number) {
      // Ours began while the answer was on its way.
      this.local += reply.aheadGranted;
      this.#mine += reply.aheadGranted;
    }
    if (reply.number <= number) return;
    // The database's clock jumped: until our window is over by our own, another one is not for us, and no later one is sure.
    this.free = 0;
    this.#othersHold = false;
    this.#dropAhead();
  }

  /** The rule is gone, and our rules will be told in a moment: until then nothing is in the way. */
  lift(now: number): void {
    this.number = 0;
    this.endsAt = now + recheckMs;
    this.local = Number.MAX_SAFE_INTEGER;
    this.#dropAhead();
  }

  /** The ask came to nothing. When the database may have taken it, what was returned is not ours any more. */
  restore(asked: LeaseAsk, certain: boolean): void {
    this.#owed += asked.owed;
    if (!certain || this.number === null || this.number !== asked.number) return;
    this.local += asked.returned;
    this.#ahead += asked.aheadReturned;
    this.#used += asked.used;
  }

  #surplus(now: number): number {
    if (this.#returning !== 'surplus') return this.local;
    return Math.max(0, this.local - Math.ceil(this.#demand.at(now)));
  }

  #extra(now: number): number {
    if (this.#returning !== 'surplus') return 0;
    const ahead = Math.max(0, this.local - this.wanted);
    return Math.max(0, Math.floor(this.#demand.at(now)) - ahead);
  }

  #wantedAhead(now: number): number {
    const soon = this.number !== null && now < this.endsAt && now >= this.endsAt - leadMs;
    if (!soon || this.#returning !== 'surplus') return 0;
    return Math.max(0, Math.floor(this.#demand.at(now)) - this.#ahead);
  }
}
