/** The function `lease_rates` in words of TypeScript, for tests; lease-store.int.test.ts holds both together. */
import type { LeaseAsk, LeaseReply } from './lease-contract.ts';

interface Window {
  number: number;
  taken: number;
  held: number;
  nextTaken: number;
  nextHeld: number;
  debt: number;
}

const fresh: Window = { number: 0, taken: 0, held: 0, nextTaken: 0, nextHeld: 0, debt: 0 };

export class LeaseModel {
  /** Milliseconds; tests move it, back too. */
  clock: number;
  limit: number;
  readonly lengthMs: number;
  readonly windows = new Map<string, Window>();

  constructor(options: { clock: number; limit: number; lengthMs: number }) {
    this.clock = options.clock;
    this.limit = options.limit;
    this.lengthMs = options.lengthMs;
  }

  lease(ask: LeaseAsk): LeaseReply {
    const { rule, subject } = ask;
    const key = `${rule}/${subject}`;
    const window = this.#current({ ...(this.windows.get(key) ?? fresh) }, ask);
    this.windows.set(key, window);
    const itsWindow = ask.number === window.number;
    if (itsWindow) {
      window.taken = Math.max(0, window.taken - ask.returned);
      window.held = Math.max(0, window.held - ask.used - ask.returned);
      window.nextTaken = Math.max(0, window.nextTaken - ask.aheadReturned);
      window.nextHeld = Math.max(0, window.nextHeld - ask.aheadReturned);
    }
    const paid = Math.min(ask.owed, Math.max(0, this.limit - window.taken));
    window.taken += paid;
    window.debt += ask.owed - paid;
    const spare = Math.max(0, this.limit - window.taken);
    const disagreed = ask.vouched && !itsWindow;
    let granted = 0;
    if (!disagreed && spare >= ask.least) {
      granted = Math.min(ask.needed, spare);
      granted += Math.min(ask.extra, Math.trunc((spare - granted) / 8));
    }
    const spareAhead = Math.max(0, this.limit - window.nextTaken - window.debt);
    const aheadGranted = itsWindow ? Math.min(ask.ahead, Math.trunc(spareAhead / 8)) : 0;
    const recalled = ask.recall && granted < ask.needed && window.held > (itsWindow ? ask.kept : 0);
    window.taken += granted;
    window.held += granted;
    window.nextTaken += aheadGranted;
    window.nextHeld += aheadGranted;
    const { number, held } = window;
    const leftMs = (number + 1) * this.lengthMs - this.clock;
    const { limit, lengthMs } = this;
    const free = spare - granted;
    return { rule, subject, number, granted, aheadGranted, free, held, limit, leftMs, lengthMs, recalled };
  }

  #current(window: Window, ask: LeaseAsk): Window {
    const current = Math.floor(this.clock / this.lengthMs);
    if (window.number > current + 1) {
      return { ...window, number: current + 1, taken: Math.max(window.taken, this.limit), held: 0 };
    }
    if (window.number >= current || (ask.vouched && ask.number === window.number)) return window;
    const passed = current - window.number;
    const { limit } = this;
    const carried = passed === 1 ? window.nextTaken : 0;
    const held = passed === 1 ? window.nextHeld : 0;
    const payable =
      passed === 1 ? 0 : Math.max(0, limit - window.nextTaken) + limit * Math.min(passed - 2, 1_000_000);
    const owing = Math.max(0, window.debt - payable);
    const paid = Math.min(owing, Math.max(0, limit - carried));
    return { number: current, taken: carried + paid, held, nextTaken: 0, nextHeld: 0, debt: owing - paid };
  }
}
