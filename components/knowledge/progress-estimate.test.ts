import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  observe,
  progressOf,
  type Sample,
  shareDone,
  timeLeft,
  timeLeftText,
  workLeft,
} from './progress-estimate.ts';

function watch(lefts: readonly number[], everyMs = 1000): Sample[] {
  return lefts.reduce<Sample[]>((samples, left, at) => observe(samples, { at: at * everyMs, left }), []);
}

describe('counts', () => {
  it('adds the stages up', () => {
    const progress = progressOf({ ready: 12, failed: 3, queued: 20, parsing: 4, indexing: 1 });
    expect(progress).toEqual({ total: 40, ready: 12, failed: 3, cancelled: 0, active: 25 });
  });
});

describe('a document’s share', () => {
  it('never goes back from stage to stage', () => {
    const order = ['queued', 'parsing', 'chunking', 'embedding', 'indexing', 'ready'] as const;
    const shares = order.flatMap((state) =>
      [0, 0.5, 1].map((stageProgress) => shareDone({ state, stageProgress })),
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('counts documents nobody listed as not begun', () => {
    expect(workLeft(10, [])).toBe(10);
    expect(workLeft(2, [{ state: 'chunking', stageProgress: 0 }])).toBeCloseTo(1.55);
  });
});

describe('time left', () => {
  it('is exact at a steady speed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.integer({ min: 5, max: 40 }),
        (speed, seconds) => {
          const samples = watch(Array.from({ length: seconds + 1 }, (_, at) => 200 - speed * at));
          expect(timeLeft(samples)).toBeCloseTo(((200 - speed * seconds) / speed) * 1000, 0);
        },
      ),
    );
  });

  it('is unknown before anything was seen to move', () => {
    expect(timeLeft([])).toBeNull();
    expect(timeLeft(watch([5, 4]))).toBeNull();
    expect(timeLeft(watch([5, 5, 5, 5, 5, 5, 5]))).toBeNull();
    expect(timeLeft(watch([2, 1, 0, 0, 0, 0]))).toBeNull();
  });

  it('does not take new documents for lost speed', () => {
    const steady = timeLeft(watch([10, 9, 8, 7, 6, 5]));
    const joined = timeLeft(watch([10, 9, 8, 27, 26, 25]));
    expect(steady).toBeCloseTo(5000);
    expect(joined).toBeGreaterThan(25_000);
    expect(joined).toBeLessThan(40_000);
  });

  it('follows the last minute only', () => {
    const slow = Array.from({ length: 100 }, () => 100);
    const fast = Array.from({ length: 61 }, (_, at) => 100 - at);
    expect(timeLeft(watch([...slow, ...fast]))).toBeLessThan(45_000);
  });

  it('reads as no more than it knows', () => {
    expect(timeLeftText(20_000)).toBe('less than a minute left');
    expect(timeLeftText(125_000)).toBe('about 2 min left');
    expect(timeLeftText(3 * 3_600_000)).toBe('about 3 h left');
  });
});
