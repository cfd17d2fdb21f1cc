/** The function `lease_rates` in words of TypeScript, for tests; lease-store.int.test.ts holds both together. */
import type { LeaseAsk, LeaseReply } from './lease-contract.ts';

interface Window {
  number: number;
  taken: number;
  held: number;
  debt: number;
}

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
    const key = `${ask.rule}/${ask.subject}`;
    const found = this.windows.get(key) ?? { number: 0, taken: 0, held: 0, debt: 0 };
    const window = this.#current({ ...found }, ask);
    if (ask.number === window.number) {
      window.taken = Math.max(0, window.taken - ask.returned);
      window.held = Math.max(0, window.held - ask.used - ask.returned);
    }
    const paid = Math.min(ask.owed, Math.max(0, this.limit - window.taken));
    window.taken += paid;
    window.debt += ask.owed - paid;
    const spare = Math.max(0, this.limit - window.taken);
    const ahead = ask.vouched && ask.number !== null && ask.number < window.number;
    let granted = 0;
    if (!ahead && spare >= ask.least) {
      granted = Math.min(ask.needed, spare);
      granted += Math.min(ask.extra, Math.trunc((spare - granted) / 8));
    }
    window.taken += granted;
    window.held += granted;
    this.windows.set(key, window);
    const leftMs = (window.number + 1) * this.lengthMs - this.clock;
    const { rule, subject } = ask;
    const { number, held } = window;
    return { rule, subject, number, granted, free: spare - granted, held, limit: this.limit, leftMs };
  }

  #current(window: Window, ask: LeaseAsk): Window {
    const current = Math.floor(this.clock / this.lengthMs);
    if (window.number > current + 1) {
      return { ...window, number: current + 1, taken: Math.max(window.taken, this.limit), held: 0 };
    }
    if (window.number >= current || (ask.vouched && ask.number === window.number)) return window;
    const passed = current - window.number;
    const owing = Math.max(
      0,
      window.debt - Math.min(this.limit * Math.min(passed - 1, 1_000_000), window.debt),
    );
    const taken = Math.min(owing, this.limit);
    return { number: current, taken, held: 0, debt: owing - taken };
  }
}
