/**
 * How one group of a rule goes from state to state. Pure: what was evaluated and when come in, the next state and what
 * happened come out. Only the times of evaluations count, so ticks that were missed change nothing but how soon it is seen.
 */
import { z } from 'zod';

export const alertStates = [
  'inactive',
  'pending',
  'firing',
  'recovering',
  'resolved',
  'no_data',
  'error',
] as const;
export type AlertState = (typeof alertStates)[number];

/** Why something is wrong: the condition is met, nothing was measured, or it could not be evaluated. */
export const causes = ['condition', 'no_data', 'error'] as const;
export type Cause = (typeof causes)[number];

export const machineStateSchema = z.object({
  state: z.enum(alertStates),
  /** Milliseconds since 1970, as are all times here. */
  since: z.number(),
  /** Why it is pending, firing or recovering; null otherwise. */
  cause: z.enum(causes).nullable(),
  /** When what is wrong was first seen. */
  wrongSince: z.number().nullable(),
  /** When it was first seen to be right again, while recovering. */
  rightSince: z.number().nullable(),
});
export type MachineState = z.infer<typeof machineStateSchema>;

/** What an evaluation found, after the policies for missing data and errors were applied. */
export type Verdict = { kind: 'wrong'; cause: Cause } | { kind: 'right' } | { kind: 'keep' };

export interface Times {
  pendingMs: number;
  keepFiringMs: number;
}

export type MachineEvent =
  | { kind: 'pending' }
  | { kind: 'calmed' }
  | { kind: 'fired'; cause: Cause; wrongSince: number }
  | { kind: 'recovering' }
  | { kind: 'refired'; cause: Cause }
  /** It goes on, for another reason. */
  | { kind: 'turned'; cause: Cause }
  | { kind: 'resolved' };

export interface Step {
  next: MachineState;
  events: MachineEvent[];
}

export function initialState(now: number): MachineState {
  return { state: 'inactive', since: now, cause: null, wrongSince: null, rightSince: null };
}

/** While it fires, whatever for, or is about to be over: an alert is open. */
export function isOpen({ state }: Pick<MachineState, 'state'>): boolean {
  return state === 'firing' || state === 'no_data' || state === 'error' || state === 'recovering';
}

/** A clock that goes back makes no time pass; a state is left only when enough has passed since it was entered. */
export function advance(before: MachineState, verdict: Verdict, times: Times, now: number): Step {
  switch (verdict.kind) {
    case 'keep':
      return { next: before, events: [] };
    case 'wrong':
      return onWrong(before, verdict.cause, times, now);
    case 'right':
      return onRight(before, times, now);
  }
}

const alertingState = { condition: 'firing', no_data: 'no_data', error: 'error' } as const;

function onWrong(before: MachineState, cause: Cause, times: Times, now: number): Step {
  const named = alertingState[cause];
  switch (before.state) {
    case 'inactive':
    case 'resolved':
      return times.pendingMs > 0
        ? {
            next: { state: 'pending', since: now, cause, wrongSince: now, rightSince: null },
            events: [{ kind: 'pending' }],
          }
        : fire(cause, now, now);
    case 'pending': {
      const wrongSince = before.wrongSince ?? now;
      if (now - wrongSince >= times.pendingMs) return fire(cause, wrongSince, now);
      return { next: { ...before, cause, wrongSince }, events: [] };
    }
    case 'recovering':
      return {
        next: { ...before, state: named, since: now, cause, rightSince: null },
        events: [{ kind: 'refired', cause }],
      };
    case 'firing':
    case 'no_data':
    case 'error':
      return before.state === named
        ? { next: before, events: [] }
        : { next: { ...before, state: named, since: now, cause }, events: [{ kind: 'turned', cause }] };
  }
}

function fire(cause: Cause, wrongSince: number, now: number): Step {
  return {
    next: { state: alertingState[cause], since: now, cause, wrongSince, rightSince: null },
    events: [{ kind: 'fired', cause, wrongSince }],
  };
}

function onRight(before: MachineState, times: Times, now: number): Step {
  switch (before.state) {
    case 'inactive':
      return { next: before, events: [] };
    case 'resolved':
      return { next: initialState(now), events: [] };
    case 'pending':
      return { next: initialState(now), events: [{ kind: 'calmed' }] };
    case 'recovering': {
      const rightSince = before.rightSince ?? now;
      return now - rightSince >= times.keepFiringMs
        ? resolve(now)
        : { next: { ...before, rightSince }, events: [] };
    }
    case 'firing':
    case 'no_data':
    case 'error':
      return times.keepFiringMs > 0
        ? {
            next: { ...before, state: 'recovering', since: now, rightSince: now },
            events: [{ kind: 'recovering' }],
          }
        : resolve(now);
  }
}

function resolve(now: number): Step {
  return {
    next: { state: 'resolved', since: now, cause: null, wrongSince: null, rightSince: null },
    events: [{ kind: 'resolved' }],
  };
}
