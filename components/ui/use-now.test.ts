import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock, notAhead } from './use-now.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-21T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

it('tells all readers the time with one timer, and stops with the last of them', () => {
  const clock = createClock();
  const told = vi.fn();
  const leave = [clock.subscribe(told), clock.subscribe(() => told())];
  const first = clock.read();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(29_000);
  expect(clock.read()).toBe(first);
  vi.advanceTimersByTime(2_000);
  expect(told).toHaveBeenCalledTimes(2);
  expect(clock.read().getTime() - first.getTime()).toBe(30_000);
  for (const one of leave) one();
  expect(vi.getTimerCount()).toBe(0);
});

it('is not late when nobody has read it for long', () => {
  const clock = createClock();
  clock.read();
  vi.advanceTimersByTime(3_600_000);
  expect(clock.read()).toEqual(new Date());
});

it('takes what has happened since its last tick for just now, and leaves what is to come', () => {
  const now = new Date();
  const after = (ms: number) => new Date(now.getTime() + ms);
  expect(notAhead(after(20_000), now)).toEqual(after(20_000));
  expect(notAhead(after(40_000), now)).toBe(now);
  expect(notAhead(after(-1), now)).toBe(now);
});
