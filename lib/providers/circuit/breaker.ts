/**
 * A circuit breaker (Nygard, "Release It!", 2007): closed while a provider answers; open, refusing calls at once, when too
 * large a share of recent calls failed; half-open after a cool-down, when one call at a time tries whether it is back.
 * Pure: the clock is handed in with each step, in milliseconds, and never runs backwards.
 */
import { createTally } from './tally.ts';

export interface BreakerOptions {
  /** Calls older than this do not count. */
  windowMs: number;
  /** With fewer calls in the window nothing is concluded. */
  minimumCalls: number;
  /** Share of failed calls, 0–1, at which the circuit opens. */
  failureShare: number;
  /** First cool-down; each failed try doubles it. */
  coolDownMs: number;
  maxCoolDownMs: number;
  /** 0 ≤ x < 1; spreads the tries of many processes over ±20 % of the cool-down. */
  random: () => number;
}

export const defaultBreaker: BreakerOptions = {
  windowMs: 30_000,
  minimumCalls: 10,
  failureShare: 0.5,
  coolDownMs: 10_000,
  maxCoolDownMs: 120_000,
  random: Math.random,
};

export type Outcome = 'success' | 'failure' | 'neutral';

/** A call that was let through; its outcome is told once. */
export interface Admission {
  settle: (outcome: Outcome, now: number) => void;
}

export interface Breaker {
  /** The call may go ahead, or in how many milliseconds to come back. */
  admit: (now: number) => Admission | { retryAfterMs: number };
  state: (now: number) => { state: 'closed' | 'open' | 'half-open'; retryAt: number | null };
}

type State =
  | { name: 'closed' }
  | { name: 'open'; until: number; trips: number }
  | { name: 'half-open'; since: number; trips: number };

/** How long a call that tries an opened circuit is waited for before another one may. */
const patienceMs = 60_000;

export function createBreaker(options: BreakerOptions = defaultBreaker): Breaker {
  let state: State = { name: 'closed' };
  const recent = createTally(options.windowMs);
  /** Outcomes of calls admitted before the last change of state say nothing about the present one. */
  let epoch = 0;

  function become(next: State): void {
    state = next;
    recent.clear();
    epoch++;
  }

  function open(now: number, trips: number): void {
    const base = Math.min(options.coolDownMs * 2 ** Math.min(trips, 30), options.maxCoolDownMs);
    become({ name: 'open', until: now + base * (0.8 + 0.4 * options.random()), trips });
  }

  function settleClosed(outcome: Outcome, now: number): void {
    if (outcome === 'neutral') return;
    recent.add(outcome === 'failure', now);
    const { calls, failures } = recent.sum(now);
    if (calls >= options.minimumCalls && failures / calls >= options.failureShare) open(now, 0);
  }

  function settleTry(outcome: Outcome, now: number, trips: number): void {
    if (outcome === 'success') become({ name: 'closed' });
    else if (outcome === 'failure') open(now, trips + 1);
    // Who left says nothing; the next call tries.
    else become({ name: 'open', until: now, trips });
  }

  function admission(settle: (outcome: Outcome, now: number) => void): Admission {
    const admittedIn = epoch;
    let told = false;
    return {
      settle: (outcome, now) => {
        if (told || admittedIn !== epoch) return;
        told = true;
        settle(outcome, now);
      },
    };
  }

  return {
    admit(now) {
      if (state.name === 'closed') return admission(settleClosed);
      const freeAt = state.name === 'open' ? state.until : state.since + patienceMs;
      if (now < freeAt) return { retryAfterMs: freeAt - now };
      const { trips } = state;
      become({ name: 'half-open', since: now, trips });
      return admission((outcome, at) => settleTry(outcome, at, trips));
    },
    state(now) {
      if (state.name === 'open' && now < state.until) return { state: 'open', retryAt: state.until };
      return { state: state.name === 'closed' ? 'closed' : 'half-open', retryAt: null };
    },
  };
}
