import { expect, test } from 'vitest';
import { scheduleTrafficSchema } from '#lib/serving/schemas.ts';
import {
  fromLocalInput,
  nextQuarter,
  planLadder,
  planProblem,
  sharesAtSteps,
  toLocalInput,
} from './schedule-plan.ts';

const start = new Date('2026-11-21T10:00:00.000Z');
const shares = [
  { name: 'main', trafficPercentage: 90, locked: false },
  { name: 'next', trafficPercentage: 10, locked: false },
];

test('the ladder goes on above the share of today, a step each interval', () => {
  const steps = planLadder(10, start, 60);
  expect(steps.map(({ percentage }) => percentage)).toEqual([25, 50, 100]);
  expect(steps.map(({ at }) => at.toISOString())).toEqual([
    '2026-11-21T10:00:00.000Z',
    '2026-11-21T11:00:00.000Z',
    '2026-11-21T12:00:00.000Z',
  ]);
});

test('the steps are what the server takes', () => {
  const steps = sharesAtSteps(shares, 'next', planLadder(0, start, 1440));
  expect(steps[0]).toEqual({ at: '2026-11-21T10:00:00.000Z', shares: { main: 95, next: 5 } });
  expect(scheduleTrafficSchema.safeParse({ expectedConfig: 3, steps }).success).toBe(true);
});

test('a plan in the past, out of order or without steps is refused in words', () => {
  const before = new Date(start.getTime() - 1);
  expect(planProblem(planLadder(0, start, 60), before)).toBeNull();
  expect(planProblem(planLadder(0, start, 60), start)).toContain('future');
  expect(planProblem(planLadder(100, start, 60), before)).toContain('no step left');
  const [first, second] = planLadder(0, start, 60);
  if (!first || !second) throw new Error('The ladder has two steps.');
  expect(planProblem([second, first], before)).toBe('Step 2 must be later than the step before.');
  expect(planProblem([{ ...first, at: new Date('') }], before)).toContain('date');
});

test('times survive the input of the browser', () => {
  expect(fromLocalInput(toLocalInput(start))).toEqual(start);
  expect(toLocalInput(new Date(''))).toBe('');
});

test('the first step is proposed at a quarter that can still be met', () => {
  expect(nextQuarter(new Date('2026-11-21T10:02:00Z')).toISOString()).toBe('2026-11-21T10:15:00.000Z');
  expect(nextQuarter(new Date('2026-11-21T10:12:00Z')).toISOString()).toBe('2026-11-21T10:30:00.000Z');
});
