/** Conditions, burn rates, mute times, silences: what is wrong, and who is told when. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeBurn } from './burn-rate.ts';
import { workbookWindows } from './burn-schemas.ts';
import { type Baseline, judge } from './condition.ts';
import { silenceMatches } from './match-silence.ts';
import type { MuteTime } from './mute-schemas.ts';
import { isMuted, weeksBefore } from './mute-times.ts';
import type { Condition } from './rule-schemas.ts';
import { median, robustScore } from './statistics.ts';

const nothing: Baseline = { previous: null, weeks: [] };
const wrong = (condition: Condition, value: number, baseline = nothing) =>
  judge(condition, value, baseline, 'milliseconds').wrong;

describe('conditions', () => {
  test('at the threshold all is well', () => {
    expect([wrong({ kind: 'above', threshold: 5 }, 5), wrong({ kind: 'above', threshold: 5 }, 5.1)]).toEqual([
      false,
      true,
    ]);
    expect([wrong({ kind: 'below', threshold: 5 }, 5), wrong({ kind: 'below', threshold: 5 }, 4.9)]).toEqual([
      false,
      true,
    ]);
    const outside: Condition = { kind: 'outside', low: 1, high: 2 };
    expect([0.9, 1, 2, 2.1].map((value) => wrong(outside, value))).toEqual([true, false, false, true]);
  });

  test('a change needs something to have changed from', () => {
    const change: Condition = { kind: 'change', direction: 'up', by: 0.5, against: 'previous', weeks: 4 };
    expect(wrong(change, 10)).toBeNull();
    expect(wrong(change, 10, { previous: 0, weeks: [] })).toBeNull();
    expect(wrong(change, 15, { previous: 10, weeks: [] })).toBe(false);
    expect(wrong(change, 15.1, { previous: 10, weeks: [] })).toBe(true);
    expect(wrong({ ...change, direction: 'down' }, 15.1, { previous: 10, weeks: [] })).toBe(false);
    expect(
      wrong({ ...change, against: 'past_weeks' }, 31, { previous: 30, weeks: [[10], [20], [900]] }),
    ).toBe(true);
  });

  test('what does not move is stuck', () => {
    expect(wrong({ kind: 'unchanged' }, 7, { previous: 7, weeks: [] })).toBe(true);
    expect(wrong({ kind: 'unchanged' }, 7, { previous: 8, weeks: [] })).toBe(false);
    expect(wrong({ kind: 'unchanged' }, 7)).toBeNull();
  });

  const anomaly: Condition = { kind: 'anomaly', direction: 'up', score: 3.5, weeks: 4, minWeeks: 2 };

  test('an anomaly needs history, and one bad week of the past hides none', () => {
    expect(wrong(anomaly, 500, { previous: null, weeks: [[100, 101, 99], [], [], []] })).toBeNull();
    const weeks = [
      [100, 103, 98],
      [99, 101, 102],
      [5000, 5100, 4900],
      [97, 100, 104],
    ];
    expect(wrong(anomaly, 500, { previous: null, weeks })).toBe(true);
    expect(wrong(anomaly, 105, { previous: null, weeks })).toBe(false);
    expect(wrong({ ...anomaly, direction: 'down' }, 500, { previous: null, weeks })).toBe(false);
  });

  test('a metric that never moved does not alarm at its first flicker', () => {
    const weeks = [
      [0, 0, 0],
      [0, 0, 0],
    ];
    expect(judge(anomaly, 0.01, { previous: null, weeks }, 'share').wrong).toBe(false);
    expect(judge(anomaly, 0.2, { previous: null, weeks }, 'share').wrong).toBe(true);
  });

  test('the score is that of Iglewicz and Hoaglin, and never no number', () => {
    // Median 10, MAD 1: 0.6745 · 5 / 1.
    expect(robustScore(15, [8, 9, 10, 11, 12], 0)).toBeCloseTo(3.3725, 4);
    // Thousandths: of numbers next to nothing the quotient is nothing, and has no sign.
    const number = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
    const values = fc.array(number, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, number, (past, value) => {
        const score = robustScore(value, past, 0);
        expect(score).not.toBeNaN();
        expect(Math.sign(score)).toBe(Math.sign(value - median(past)));
      }),
    );
  });
});

describe('burn rates', () => {
  const counts = (share: number, total: number) => () => ({ good: total * (1 - share), total });

  test('each pair of the workbook fires at its own rate', () => {
    const at = (share: number) => judgeBurn(workbookWindows, counts(share, 10_000), 0.99, 100);
    // Strictly above 1 × 1 %.
    expect(at(0.009).wrong).toBe(false);
    expect(at(0.02)).toMatchObject({ wrong: true, threshold: 1 });
    expect(at(0.2)).toMatchObject({ wrong: true });
    expect(at(0.2).value).toBeCloseTo(20);
  });

  test('a blip is in the short window alone, and what is over is out of it', () => {
    const blip = (seconds: number) =>
      seconds === 300 ? { good: 50, total: 100 } : { good: 99_950, total: 100_000 };
    expect(judgeBurn(workbookWindows, blip, 0.99, 10).wrong).toBe(false);
    const over = (seconds: number) =>
      [300, 1800, 21_600].includes(seconds) ? { good: 100, total: 100 } : { good: 500, total: 1000 };
    expect(judgeBurn(workbookWindows.slice(0, 1), over, 0.99, 10).wrong).toBe(false);
  });

  test('few events tell nothing, none measure nothing', () => {
    expect(judgeBurn(workbookWindows, counts(1, 5), 0.99, 50).wrong).toBeNull();
    expect(judgeBurn(workbookWindows, counts(0, 0), 0.99, 50)).toMatchObject({ wrong: null, value: null });
  });
});

describe('mute times', () => {
  const night: MuteTime = { days: ['sat'], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' };

  test('a night begins on its day and ends on the next', () => {
    const muted = (at: string) => isMuted([night], new Date(at));
    // 21 November 2026 is a Saturday; Berlin is an hour ahead of UTC.
    expect([muted('2026-11-21T20:59:00Z'), muted('2026-11-21T21:00:00Z')]).toEqual([false, true]);
    expect([muted('2026-11-22T04:59:00Z'), muted('2026-11-22T05:00:00Z')]).toEqual([true, false]);
    expect(muted('2026-11-20T22:00:00Z')).toBe(false);
  });

  test('clocks that change: what they show counts', () => {
    const early: MuteTime = { days: ['sun'], from: '02:00', to: '03:00', timeZone: 'Europe/Berlin' };
    const muted = (at: string) => isMuted([early], new Date(at));
    // 29 March 2026: from 02:00 to 03:00, so that hour is never shown.
    const spring = Array.from({ length: 8 }, (_, index) =>
      muted(new Date(Date.UTC(2026, 2, 29, 0, index * 15)).toISOString()),
    );
    expect(spring).not.toContain(true);
    // 25 October 2026: from 03:00 back to 02:00, so it is shown twice.
    expect(['00:30', '01:30', '02:30'].map((clock) => muted(`2026-10-25T${clock}:00Z`))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('the same hour of a past week, across a change of the clock', () => {
    // 11:00 in Berlin on both days.
    expect(weeksBefore(new Date('2026-10-26T10:00:00Z'), 1, 'Europe/Berlin')).toEqual(
      new Date('2026-10-19T09:00:00Z'),
    );
    expect(weeksBefore(new Date('2026-10-26T10:00:00Z'), 1, 'UTC')).toEqual(new Date('2026-10-19T10:00:00Z'));
  });
});

test('a silence matches when all it asks for is true', () => {
  const alert = { ruleId: 'r', endpoint: 'a', severity: 'warning', labels: { version: '2' } };
  expect(silenceMatches({ endpoint: 'a', labels: {} }, alert)).toBe(true);
  expect(silenceMatches({ endpoint: 'a', severity: 'critical', labels: {} }, alert)).toBe(false);
  expect(silenceMatches({ labels: { version: '2' } }, alert)).toBe(true);
  expect(silenceMatches({ labels: { version: '3' } }, alert)).toBe(false);
});
