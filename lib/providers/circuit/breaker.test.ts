import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Admission, type Breaker, type BreakerOptions, createBreaker } from './breaker.ts';

const options: BreakerOptions = {
  windowMs: 1500,
  minimumCalls: 4,
  failureShare: 0.5,
  coolDownMs: 1000,
  maxCoolDownMs: 4000,
  random: () => 0.5,
};

function admitted(breaker: Breaker, now: number): Admission {
  const admission = breaker.admit(now);
  if ('settle' in admission) return admission;
  throw new Error(`Refused for ${admission.retryAfterMs} ms.`);
}

function opened(at = 0): Breaker {
  const breaker = createBreaker(options);
  for (let call = 0; call < 4; call++) admitted(breaker, at).settle('failure', at);
  return breaker;
}

describe('closed', () => {
  test('opens when the share is reached, not before the minimum', () => {
    const breaker = createBreaker(options);
    for (const outcome of ['failure', 'failure', 'success'] as const) admitted(breaker, 0).settle(outcome, 0);
    expect(breaker.state(0).state).toBe('closed');
    admitted(breaker, 0).settle('success', 0);
    expect(breaker.state(0)).toEqual({ state: 'open', retryAt: 1000 });
  });

  test('forgets what left the window, and counts nothing for those who left', () => {
    const breaker = createBreaker(options);
    for (let call = 0; call < 3; call++) admitted(breaker, 0).settle('failure', 0);
    for (let call = 0; call < 9; call++) admitted(breaker, 10).settle('neutral', 10);
    admitted(breaker, 1600).settle('failure', 1600);
    expect(breaker.state(1600).state).toBe('closed');
  });
});

describe('open', () => {
  test('refuses until the cool-down is over, then lets one call try', () => {
    const breaker = opened();
    expect(breaker.admit(400)).toEqual({ retryAfterMs: 600 });
    const trying = admitted(breaker, 1000);
    expect(breaker.admit(1000)).toHaveProperty('retryAfterMs');
    trying.settle('success', 1100);
    expect(breaker.state(1100).state).toBe('closed');
  });

  test('waits twice as long after each failed try, within bounds', () => {
    const breaker = opened();
    let now = 1000;
    for (const expected of [2000, 4000, 4000]) {
      admitted(breaker, now).settle('failure', now);
      expect(breaker.admit(now)).toEqual({ retryAfterMs: expected });
      now += expected;
    }
  });

  test('a try whose caller left, or that never ends, is followed by another', () => {
    const breaker = opened();
    admitted(breaker, 1000).settle('neutral', 1001);
    admitted(breaker, 1002);
    expect(breaker.admit(1003)).toHaveProperty('retryAfterMs');
    admitted(breaker, 1002 + 60_000).settle('success', 70_000);
    expect(breaker.state(70_000).state).toBe('closed');
  });

  test('a call from before the opening does not close it', () => {
    const breaker = createBreaker(options);
    const slow = admitted(breaker, 0);
    for (let call = 0; call < 4; call++) admitted(breaker, 1).settle('failure', 1);
    slow.settle('success', 5);
    expect(breaker.state(5).state).toBe('open');
  });

  test('processes come back at different moments', () => {
    const waits = [0, 0.999].map((random) => {
      const breaker = createBreaker({ ...options, random: () => random });
      for (let call = 0; call < 4; call++) admitted(breaker, 0).settle('failure', 0);
      return breaker.state(0).retryAt;
    });
    expect(waits[0]).toBe(800);
    expect(waits[1]).toBeCloseTo(1200, 0);
  });
});

test('whatever happens, it obeys its rules', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3000 }) }),
    fc.record({ kind: fc.constant('begin' as const) }),
    fc.record({
      kind: fc.constant('end' as const),
      which: fc.nat(),
      outcome: fc.constantFrom('success' as const, 'failure' as const, 'neutral' as const),
    }),
  );
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 200 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (steps, r) => {
        const breaker = createBreaker({ ...options, random: () => r });
        const running: Admission[] = [];
        let now = 0;
        let failures = 0;
        for (const next of steps) {
          const before = breaker.state(now);
          if (next.kind === 'wait') now += next.ms;
          else if (next.kind === 'begin') {
            const answer = breaker.admit(now);
            if ('settle' in answer) running.push(answer);
            else {
              // Refused only while not closed, for a positive and bounded time.
              expect(before.state).not.toBe('closed');
              expect(answer.retryAfterMs).toBeGreaterThan(0);
              expect(answer.retryAfterMs).toBeLessThanOrEqual(60_000);
            }
            if (before.state === 'closed') expect(answer).toHaveProperty('settle');
          } else if (running.length > 0) {
            const [call] = running.splice(next.which % running.length, 1);
            call?.settle(next.outcome, now);
            if (next.outcome === 'failure') failures++;
            const after = breaker.state(now);
            // Opening takes a failure now or a share of earlier ones; closing takes a success.
            if (before.state === 'closed' && after.state === 'open') expect(failures).toBeGreaterThan(0);
            if (before.state !== 'closed' && after.state === 'closed') expect(next.outcome).toBe('success');
          }
          const { state, retryAt } = breaker.state(now);
          if (state === 'open') expect(retryAt).toBeGreaterThan(now);
          else expect(retryAt).toBeNull();
        }
        // Nothing is refused for ever.
        expect(breaker.admit(now + 60_000 + options.maxCoolDownMs * 2)).toHaveProperty('settle');
      },
    ),
  );
});
