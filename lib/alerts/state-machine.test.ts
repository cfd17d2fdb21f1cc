/** The machine against a model that knows only the history of verdicts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  type Cause,
  initialState,
  isOpen,
  type MachineEvent,
  type MachineState,
  type Times,
  type Verdict,
} from './state-machine.ts';

interface Tick {
  verdict: Verdict;
  afterMs: number;
}

const cause = fc.constantFrom<Cause>('condition', 'no_data', 'error');
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  { weight: 4, arbitrary: cause.map((of) => ({ kind: 'wrong', cause: of }) as const) },
  { weight: 4, arbitrary: fc.constant({ kind: 'right' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'keep' } as const) },
);
const ticks = fc.array(fc.record({ verdict, afterMs: fc.integer({ min: 0, max: 120_000 }) }), {
  maxLength: 60,
});
const times: fc.Arbitrary<Times> = fc.record({
  pendingMs: fc.constantFrom(0, 30_000, 90_000),
  keepFiringMs: fc.constantFrom(0, 45_000, 100_000),
});

interface Seen {
  at: number;
  verdict: Verdict;
  state: MachineState;
  events: MachineEvent[];
}

function play(history: readonly Tick[], limits: Times): Seen[] {
  let state = initialState(0);
  let at = 0;
  return history.map(({ verdict: found, afterMs }) => {
    at += afterMs;
    const { next, events } = advance(state, found, limits, at);
    state = next;
    return { at, verdict: found, state, events };
  });
}

/** What the rule says in words: fires when wrong for long enough, is over when right for long enough after. */
function model(history: readonly Tick[], { pendingMs, keepFiringMs }: Times): string[] {
  let at = 0;
  let open = false;
  let wrongSince: number | null = null;
  let rightSince: number | null = null;
  const said: string[] = [];
  for (const { verdict: found, afterMs } of history) {
    at += afterMs;
    if (found.kind === 'keep') continue;
    if (found.kind === 'wrong') {
      rightSince = null;
      wrongSince ??= at;
      if (!open && at - wrongSince >= pendingMs) {
        open = true;
        said.push(`${at} fired`);
      }
    } else {
      wrongSince = null;
      if (!open) continue;
      rightSince ??= at;
      if (at - rightSince >= keepFiringMs) {
        open = false;
        rightSince = null;
        said.push(`${at} resolved`);
      }
    }
  }
  return said;
}

function told(seen: readonly Seen[]): string[] {
  return seen.flatMap(({ at, events }) =>
    events.flatMap(({ kind }) => (kind === 'fired' || kind === 'resolved' ? [`${at} ${kind}`] : [])),
  );
}

describe('the state machine', () => {
  test('fires and resolves exactly when the model does', () => {
    fc.assert(
      fc.property(ticks, times, (history, limits) => {
        expect(told(play(history, limits))).toEqual(model(history, limits));
      }),
      { numRuns: 2000 },
    );
  });

  test('fired and resolved alternate, and an alert is open exactly in between', () => {
    fc.assert(
      fc.property(ticks, times, (history, limits) => {
        let open = false;
        for (const { events, state } of play(history, limits)) {
          for (const { kind } of events) {
            if (kind === 'fired') {
              expect(open).toBe(false);
              open = true;
            }
            if (kind === 'resolved') {
              expect(open).toBe(true);
              open = false;
            }
            if (kind === 'recovering' || kind === 'refired') expect(open).toBe(true);
          }
          expect(isOpen(state)).toBe(open);
        }
      }),
    );
  });

  test('an evaluation done twice at one time says nothing the second time', () => {
    fc.assert(
      fc.property(ticks, times, verdict, (history, limits, found) => {
        const before = play(history, limits).at(-1)?.state ?? initialState(0);
        const now = 10_000_000;
        const once = advance(before, found, limits, now);
        const twice = advance(once.next, found, limits, now);
        expect(twice.events.filter(({ kind }) => kind === 'fired' || kind === 'resolved')).toEqual([]);
        expect(isOpen(twice.next)).toBe(isOpen(once.next));
      }),
    );
  });

  test('a clock that goes back neither fires nor resolves anything early', () => {
    const limits = { pendingMs: 60_000, keepFiringMs: 60_000 };
    const wrong = { kind: 'wrong', cause: 'condition' } as const;
    const pending = advance(initialState(1_000_000), wrong, limits, 1_000_000).next;
    const back = advance(pending, wrong, limits, 500_000);
    expect([back.next.state, back.events]).toEqual(['pending', []]);
    const firing = advance(back.next, wrong, limits, 1_060_000).next;
    const recovering = advance(firing, { kind: 'right' }, limits, 1_070_000).next;
    expect(advance(recovering, { kind: 'right' }, limits, 900_000).next.state).toBe('recovering');
  });

  test('each cause has a state of its own, and changing it is no new alert', () => {
    const limits = { pendingMs: 0, keepFiringMs: 0 };
    const first = advance(initialState(0), { kind: 'wrong', cause: 'no_data' }, limits, 1);
    expect(first.next.state).toBe('no_data');
    const second = advance(first.next, { kind: 'wrong', cause: 'error' }, limits, 2);
    expect([second.next.state, second.events]).toEqual(['error', [{ kind: 'turned', cause: 'error' }]]);
    expect(advance(second.next, { kind: 'wrong', cause: 'condition' }, limits, 3).next.state).toBe('firing');
  });
});
