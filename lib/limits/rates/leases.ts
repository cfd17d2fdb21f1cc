import { Bucket } from './bucket.ts';
import { type LeaseAsk, type LeaseRates, NotLeased } from './lease-contract.ts';

/** What one request takes of one bucket. */
export interface Charge {
  bucket: Bucket;
  cost: number;
  /** Whether `cost` is what is used, or an estimate that `settle` corrects. */
  final: boolean;
}

/** What was taken; `number` is the window it was taken from. */
export interface Hold extends Charge {
  number: number;
}

export type Taken =
  | { kind: 'taken'; holds: readonly Hold[] }
  /** Nothing was taken from any bucket. `cut-off`: the database does not answer and the slice is used up. */
  | { kind: 'refused'; by: Charge; why: 'limit' | 'cut-off'; retryAfterMs: number };

export interface LeasesOptions {
  lease: LeaseRates;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a callback soon, after what is ready to run now: calls that come together share a statement. */
  soon: (run: () => void) => void;
  /** Runs a callback after so many milliseconds. */
  later: (run: () => void, ms: number) => void;
}

interface Waiter {
  charges: readonly Charge[];
  resolve: (taken: Taken) => void;
  asked: boolean;
  rounds: number;
  /** How often it waited for others to give back. */
  recalls: number;
}

/** What becomes of a waiter: an answer, another ask at once, or one when others had time to give back. */
type Fate = Taken | 'again' | 'later';

/** After a failure the database is asked again no earlier. */
const pauseMs = 500;
const maxAsks = 500;
/** A window may end between the answer and its use; more often than this in a row it cannot. */
const maxRounds = 5;
/** How often to look whether others gave back what they were asked for, and how many times. */
const recallPollMs = 25;
const maxRecalls = 6;

/** All slices of one process. Requests are admitted from memory; one statement at a time fetches what is missing. */
export class Leases {
  readonly #options: LeasesOptions;
  readonly #buckets = new Map<string, Map<string, Bucket>>();
  readonly #dirty = new Set<Bucket>();
  #waiters: Waiter[] = [];
  /** Waiting for what others give back. */
  #parked: Waiter[] = [];
  #running = false;
  #scheduled = false;
  #cutOffSince: number | null = null;
  #retryAt = 0;

  constructor(options: LeasesOptions) {
    this.#options = options;
  }

  /** Monotonic time since when the database has not answered; null while it does. */
  get cutOffSince(): number | null {
    return this.#cutOffSince;
  }

  get isEmpty(): boolean {
    return this.#buckets.size === 0;
  }

  bucket(rule: string, subject: string, limit: number): Bucket {
    const ofRule = this.#buckets.get(rule) ?? new Map<string, Bucket>();
    const bucket = ofRule.get(subject) ?? new Bucket(rule, subject, limit);
    if (!ofRule.has(subject)) this.#buckets.set(rule, ofRule.set(subject, bucket));
    return bucket;
  }

  /** Takes all or nothing, at once when the slices suffice. */
  take(charges: readonly Charge[]): Taken | Promise<Taken> {
    const now = this.#options.now();
    const queued = charges.some(({ bucket }) => bucket.wanted > 0);
    if (!queued) {
      const taken = this.#takeNow(charges, now);
      if (taken !== null) return taken;
    }
    const refused = this.#refuseFromMemory(charges, now);
    if (refused !== null) return refused;
    return new Promise((resolve) => {
      this.#enqueue({ charges, resolve, asked: false, rounds: 0, recalls: 0 });
      this.#start();
    });
  }

  settle(hold: Hold, actual: number): void {
    // Looked up anew: the bucket may have been dropped in a long answer, and what is owed must reach the next windows.
    const bucket = this.bucket(hold.bucket.rule, hold.bucket.subject, hold.bucket.limit);
    bucket.roll(this.#options.now());
    bucket.settle(hold.number, hold.cost, actual, hold.final ? hold.cost : 0);
  }

  /** For the timer: gives back what is not needed, reports, and looks for a database that was away. */
  async beat(): Promise<void> {
    const now = this.#options.now();
    for (const [rule, buckets] of this.#buckets) {
      for (const [subject, bucket] of buckets) {
        bucket.roll(now);
        if (bucket.beat(now)) this.#dirty.add(bucket);
        else if (bucket.isIdle(now)) buckets.delete(subject);
      }
      if (buckets.size === 0) this.#buckets.delete(rule);
    }
    const probes = this.#cutOffSince !== null && now >= this.#retryAt;
    if (this.#dirty.size > 0 || probes) await this.#run();
  }

  /** The rule changed or is gone: its slices go back. */
  forget(rule: string): void {
    for (const bucket of this.#buckets.get(rule)?.values() ?? []) {
      bucket.reset();
      this.#dirty.add(bucket);
    }
    if (this.#dirty.size > 0) this.#start();
  }

  /** Another process needs what this one does not use of a bucket. */
  recall(rule: string, subject: string): void {
    const bucket = this.#buckets.get(rule)?.get(subject);
    if (bucket === undefined || bucket.local <= 0) return;
    bucket.recall();
    this.#dirty.add(bucket);
    this.#start();
  }

  /** Gives everything back, for the end of the process. */
  async returnAll(): Promise<void> {
    for (const buckets of this.#buckets.values()) {
      for (const bucket of buckets.values()) {
        bucket.reset();
        this.#dirty.add(bucket);
      }
    }
    await this.#run();
  }

  #takeNow(charges: readonly Charge[], now: number): Taken | null {
    for (const { bucket, cost } of charges) {
      if (bucket.available(now) < cost) return null;
    }
    const holds = charges.map((charge): Hold => {
      const { bucket, cost, final } = charge;
      bucket.take(cost, now, final);
      if (bucket.runsLow(now)) this.#prefetch(bucket);
      return { ...charge, number: bucket.number ?? 0 };
    });
    return { kind: 'taken', holds };
  }

  #prefetch(bucket: Bucket): void {
    if (this.#cutOffSince !== null) return;
    this.#dirty.add(bucket);
    this.#start();
  }

  #refuseFromMemory(charges: readonly Charge[], now: number): Taken | null {
    const short = charges.filter(({ bucket, cost }) => bucket.available(now) < cost);
    const empty = short.filter(({ bucket, cost }) => bucket.isEmptyFor(cost, now));
    if (empty.length > 0) return refusal(empty, 'limit', now);
    return this.#cutOffSince !== null && now < this.#retryAt ? refusal(short, 'cut-off', now) : null;
  }

  #enqueue(waiter: Waiter): void {
    this.#waiters.push(waiter);
    for (const { bucket, cost } of waiter.charges) {
      bucket.least = bucket.wanted === 0 ? cost : Math.min(bucket.least, cost);
      bucket.wanted += cost;
    }
  }

  #start(): void {
    if (this.#running || this.#scheduled) return;
    this.#scheduled = true;
    this.#options.soon(() => {
      this.#scheduled = false;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      do await this.#round();
      while (this.#waiters.length > 0 || this.#dirty.size > 0);
    } finally {
      this.#running = false;
    }
  }

  async #round(): Promise<void> {
    const buckets = this.#bucketsToAsk();
    for (const waiter of this.#waiters) waiter.asked = true;
    if (buckets.length === 0 && this.#cutOffSince === null) return this.#serve();
    const askedAt = this.#options.now();
    const asks = buckets.map((bucket): [Bucket, LeaseAsk] => [bucket, bucket.ask(askedAt)]);
    try {
      const replies = await this.#options.lease(asks.map(([, ask]) => ask));
      const byBucket = new Map(replies.map((reply) => [keyOf(reply), reply]));
      const now = this.#options.now();
      this.#cutOffSince = null;
      for (const [bucket, ask] of asks) {
        const reply = byBucket.get(keyOf(bucket));
        if (reply === undefined) bucket.lift(now);
        else bucket.apply(ask, reply, askedAt, now);
      }
    } catch (error) {
      for (const [bucket, ask] of asks) bucket.restore(ask, error instanceof NotLeased);
      const now = this.#options.now();
      this.#cutOffSince ??= now;
      this.#retryAt = now + pauseMs;
    }
    this.#serve();
  }

  /** Those that a request waits for, and as many of the others as one statement may hold. */
  #bucketsToAsk(): Bucket[] {
    const now = this.#options.now();
    const asked = new Set<Bucket>();
    for (const { charges } of this.#waiters) {
      for (const { bucket } of charges) {
        if (bucket.available(now) < bucket.wanted) asked.add(bucket);
      }
    }
    for (const bucket of this.#dirty) {
      if (asked.size >= maxAsks) break;
      asked.add(bucket);
      this.#dirty.delete(bucket);
    }
    return [...asked];
  }

  /** First come, first served; who still lacks something after it was asked for is refused. */
  #serve(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { charges } of waiters) for (const { bucket } of charges) bucket.wanted = 0;
    const now = this.#options.now();
    for (const waiter of waiters) {
      const fate = this.#takeNow(waiter.charges, now) ?? this.#fateOf(waiter, now);
      if (fate === 'again') this.#enqueue(waiter);
      else if (fate === 'later') this.#park(waiter);
      else waiter.resolve(fate);
    }
  }

  #fateOf(waiter: Waiter, now: number): Fate {
    const short = waiter.charges.filter(({ bucket, cost }) => bucket.available(now) < cost);
    if (this.#cutOffSince !== null) return refusal(short, 'cut-off', now);
    if (!waiter.asked) return 'again';
    waiter.rounds += 1;
    if (short.some(({ bucket }) => bucket.isUnsure(now)) && waiter.rounds < maxRounds) return 'again';
    if (short.every(({ bucket }) => bucket.isRecalled(now)) && waiter.recalls < maxRecalls) return 'later';
    for (const { bucket, cost } of short) bucket.markEmpty(cost, now);
    return refusal(short, 'limit', now);
  }

  #park(waiter: Waiter): void {
    waiter.recalls += 1;
    waiter.rounds = 0;
    this.#parked.push(waiter);
    if (this.#parked.length > 1) return;
    this.#options.later(() => {
      const parked = this.#parked;
      this.#parked = [];
      for (const one of parked) this.#enqueue(one);
      this.#start();
    }, recallPollMs);
  }
}

const keyOf = ({ rule, subject }: { rule: string; subject: string }) => `${rule}/${subject}`;

/** Told by the rule that takes the longest to let the request in. */
function refusal(short: readonly Charge[], why: 'limit' | 'cut-off', now: number): Taken {
  const by = short.reduce((a, b) => (b.bucket.endsAt > a.bucket.endsAt ? b : a));
  const retryAfterMs = why === 'cut-off' ? pauseMs : Math.max(0, by.bucket.endsAt - now);
  return { kind: 'refused', by, why, retryAfterMs };
}
