import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReportCalendar, reportInputSchema } from '../report-schemas.ts';
import { lastDue, nextDue, periodOf } from './calendar.ts';

const daily = (hour: number, timeZone: string): ReportCalendar => ({
  cadence: 'daily',
  day: 0,
  hour,
  timeZone,
});

function dues(calendar: ReportCalendar, after: string, count: number): string[] {
  const found: string[] = [];
  for (let at = new Date(after); found.length < count; ) {
    at = nextDue(calendar, at);
    found.push(at.toISOString());
  }
  return found;
}

describe('a report', () => {
  it('is due at the same hour of the clock before and after it is turned', () => {
    expect(dues(daily(8, 'Europe/Berlin'), '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-29T06:00:00.000Z',
      '2026-03-30T06:00:00.000Z',
    ]);
  });

  it('is due once on the day that skips its hour, and once on the day that has it twice', () => {
    expect(dues(daily(2, 'Europe/Berlin'), '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:00:00.000Z',
    ]);
    expect(dues(daily(2, 'Europe/Berlin'), '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-26T01:00:00.000Z',
    ]);
  });

  it('is due where midnight itself is skipped', () => {
    expect(dues(daily(0, 'America/Sao_Paulo'), '2018-11-03T12:00:00Z', 1)).toEqual([
      '2018-11-04T03:00:00.000Z',
    ]);
  });

  it('knows weekdays and days of the month', () => {
    const weekly = { cadence: 'weekly', day: 7, hour: 9, timeZone: 'UTC' } as const;
    expect(dues(weekly, '2026-11-21T10:00:00Z', 1)).toEqual(['2026-11-22T09:00:00.000Z']);
    const monthly = { cadence: 'monthly', day: 28, hour: 9, timeZone: 'UTC' } as const;
    expect(dues(monthly, '2026-02-01T00:00:00Z', 2)).toEqual([
      '2026-02-28T09:00:00.000Z',
      '2026-03-28T09:00:00.000Z',
    ]);
    expect(periodOf(monthly, new Date('2026-03-28T09:00:00Z')).from).toEqual(
      new Date('2026-02-28T09:00:00Z'),
    );
  });

  it('tells of 23 and 25 hours on the days the clocks are turned', () => {
    const hours = (due: string) => {
      const { from, to } = periodOf(daily(8, 'Europe/Berlin'), new Date(due));
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect(hours('2026-03-29T06:00:00Z')).toBe(23);
    expect(hours('2026-10-25T07:00:00Z')).toBe(25);
    expect(hours('2026-11-21T07:00:00Z')).toBe(24);
  });

  const calendars = fc.record({
    cadence: fc.constantFrom('daily', 'weekly', 'monthly'),
    day: fc.integer({ min: 1, max: 7 }),
    hour: fc.integer({ min: 0, max: 23 }),
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    ),
  });

  it('leaves no moment untold and tells none twice: each period begins where the one before ended', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        (drawn, start) => {
          const calendar = { ...drawn, day: drawn.cadence === 'daily' ? 0 : drawn.day } as ReportCalendar;
          const first = nextDue(calendar, start);
          const second = nextDue(calendar, first);
          expect(second.getTime()).toBeGreaterThan(first.getTime());
          expect(periodOf(calendar, second)).toEqual({ from: first, to: second });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('that was missed for days tells of the period that ended last, across a change of clocks too', () => {
    const last = (due: string, now: string) =>
      lastDue(daily(8, 'Europe/Berlin'), new Date(due), new Date(now)).toISOString();
    expect(last('2026-03-26T07:00:00Z', '2026-03-30T05:59:59Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(last('2026-03-26T07:00:00Z', '2026-03-30T06:00:00Z')).toBe('2026-03-30T06:00:00.000Z');
    expect(last('2026-03-26T07:00:00Z', '2026-03-26T07:00:30Z')).toBe('2026-03-26T07:00:00.000Z');
  });

  it('of a period that a hand chose is as long as the calendar’s', () => {
    const { from, to } = periodOf(daily(8, 'UTC'), new Date('2026-11-21T10:20:30Z'));
    expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
    expect(from.getTime()).toBeLessThan(to.getTime());
  });

  it.each([
    { cadence: 'weekly', day: 0 },
    { cadence: 'weekly', day: 8 },
    { cadence: 'monthly', day: 29 },
    { cadence: 'daily', day: 1 },
    { hour: 24 },
    { timeZone: 'Europe/Nowhere' },
    { addresses: ['nobody'] },
    { name: 'a\r\nBcc: all@x.example' },
  ])('is refused with %o', (change) => {
    const valid = { name: 'Morning', cadence: 'daily', day: 0, hour: 8, timeZone: 'Europe/Berlin' };
    expect(reportInputSchema.safeParse(valid).success).toBe(true);
    expect(reportInputSchema.safeParse({ ...valid, ...change }).success).toBe(false);
  });
});
