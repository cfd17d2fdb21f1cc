/** Where days, weeks and months begin and end, against what the clocks of the zone show. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { pool } from '../../platform/db.ts';

expect(databaseUrl).toContain('test_');

async function periodOf(at: string | Date, period: string, zone: string) {
  const { rows } = await pool().query<{ start: Date; end: Date }>(
    'SELECT quota_period_start($1, $2, $3) AS start, quota_period_end($1, $2, $3) AS end',
    [at, period, zone],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL told nothing.');
  return row;
}

it.each([
  [
    'a day of 23 hours',
    '2026-03-29T10:00:00Z',
    'day',
    'Europe/Berlin',
    '2026-03-28T23:00Z',
    '2026-03-29T22:00Z',
  ],
  [
    'a day of 25 hours',
    '2026-10-25T10:00:00Z',
    'day',
    'Europe/Berlin',
    '2026-10-24T22:00Z',
    '2026-10-25T23:00Z',
  ],
  [
    'the end of a month, local',
    '2026-01-31T23:30:00Z',
    'month',
    'Europe/Berlin',
    '2026-01-31T23:00Z',
    '2026-02-28T23:00Z',
  ],
  ['a leap February', '2028-02-29T12:00:00Z', 'month', 'UTC', '2028-02-01T00:00Z', '2028-03-01T00:00Z'],
  [
    'a week from Monday over a change',
    '2026-10-25T22:59:00Z',
    'week',
    'Europe/Berlin',
    '2026-10-18T22:00Z',
    '2026-10-25T23:00Z',
  ],
  [
    'a zone of 45 minutes',
    '2026-06-01T00:00:00Z',
    'day',
    'Asia/Kathmandu',
    '2026-05-31T18:15Z',
    '2026-06-01T18:15Z',
  ],
  [
    'a midnight shown twice, in its first hour',
    '2026-11-01T04:30:00Z',
    'day',
    'America/Havana',
    '2026-11-01T04:00Z',
    '2026-11-02T05:00Z',
  ],
  [
    'and in its second',
    '2026-11-01T05:30:00Z',
    'day',
    'America/Havana',
    '2026-11-01T04:00Z',
    '2026-11-02T05:00Z',
  ],
  [
    'a midnight that is skipped',
    '2026-03-08T12:00:00Z',
    'day',
    'America/Havana',
    '2026-03-08T05:00Z',
    '2026-03-09T04:00Z',
  ],
])('%s', async (_name, at, period, zone, start, end) => {
  expect(await periodOf(at, period, zone)).toEqual({ start: new Date(start), end: new Date(end) });
});

function localDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

it('covers time without a gap, and changes the date exactly where a day ends', async () => {
  const zones = [
    'Europe/Berlin',
    'America/Havana',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Asia/Beirut',
    'Pacific/Chatham',
    'America/Santiago',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.constantFrom('day', 'week', 'month'),
      async (at, zone, period) => {
        const { start, end } = await periodOf(at, period, zone);
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(end.getTime()).toBeGreaterThan(at.getTime());
        expect((await periodOf(end, period, zone)).start).toEqual(end);
        expect(localDate(new Date(start.getTime() - 1), zone)).not.toBe(localDate(start, zone));
        if (period === 'day') {
          expect(localDate(start, zone)).toBe(localDate(at, zone));
          expect(localDate(new Date(end.getTime() - 1), zone)).toBe(localDate(at, zone));
        }
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);
