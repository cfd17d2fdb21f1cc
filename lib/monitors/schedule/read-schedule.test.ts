import { describe, expect, it } from 'vitest';
import { comingRuns, nextRun, saySchedule, scheduleProblem } from './read-schedule.ts';

describe('nonsense is refused with what would be right', () => {
  it.each([
    ['', /five fields/],
    ['   ', /none/],
    ['@daily', /five fields/],
    ['* * * *', /this has 4/],
    ['0 0 * * * *', /this has 6/],
    ['61 * * * *', /no cron expression/],
    ['0 25 * * *', /no cron expression/],
    ['0 0 0 * *', /no cron expression/],
    ['a b c d e', /no cron expression/],
    ['5-1 * * * *', /no cron expression/],
    ['*/0 * * * *', /no cron expression/],
    ['0 0 31 2 *', /never comes/],
    ['0 0 * * 1; DROP TABLE monitor', /five fields/],
    ['0 0 * * $(id)', /numbers, names/],
    ['* * * * *', /every 5 minutes/],
    ['0,1 4 * * *', /every 5 minutes/],
  ])('%s', (schedule, wanted) => {
    expect(scheduleProblem(schedule, 'UTC')).toMatch(wanted);
  });
  it('a zone that is none', () => {
    expect(scheduleProblem('0 6 * * *', 'Mars/Olympus')).toMatch(/no time zone/);
    expect(scheduleProblem('0 6 * * *', '')).toMatch(/no time zone/);
  });
  it.each(['15 6 * * *', '*/5 * * * *', '0 0 29 2 *', '0 9 * * MON-FRI', '0 0 1 1,7 *'])(
    'not %s',
    (schedule) => {
      expect(scheduleProblem(schedule, 'Europe/Berlin')).toBeNull();
    },
  );
});

describe('where clocks change', () => {
  const at = (iso: string) => new Date(iso);
  it('half past two, which the spring skips, comes once that day and no hour is lost', () => {
    const runs = comingRuns('30 2 * * *', 'Europe/Berlin', 3, at('2026-03-28T00:00:00Z'));
    const days = runs?.map((run) => run.toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }));
    expect(days).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
  });
  it('half past two, which the autumn shows twice, comes once', () => {
    const runs = comingRuns('30 2 * * *', 'Europe/Berlin', 3, at('2026-10-24T00:00:00Z'));
    expect(runs?.map((run) => run.toISOString())).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });
  it('six in the morning stays six', () => {
    expect(nextRun('0 6 * * *', 'Europe/Berlin', at('2026-03-28T12:00:00Z'))?.toISOString()).toBe(
      '2026-03-29T04:00:00.000Z',
    );
    expect(nextRun('0 6 * * *', 'Europe/Berlin', at('2026-10-24T12:00:00Z'))?.toISOString()).toBe(
      '2026-10-25T05:00:00.000Z',
    );
  });
});

it.each([
  ['15 6 * * *', 'every day at 06:15, Europe/Berlin'],
  ['0 7 * * 1', 'every Monday at 07:00, Europe/Berlin'],
  ['0 7 * * 7', 'every Sunday at 07:00, Europe/Berlin'],
  ['30 9 * * 1-5', 'from Monday to Friday at 09:30, Europe/Berlin'],
  ['20 * * * *', 'every hour at 20 minutes past, Europe/Berlin'],
  ['*/10 * * * *', 'every 10 minutes, Europe/Berlin'],
  ['0 */6 * * *', 'every 6 hours at 0 minutes past, Europe/Berlin'],
  ['0 3 1 * *', 'on day 1 of each month at 03:00, Europe/Berlin'],
  ['0 3 1 2 *', 'by "0 3 1 2 *", Europe/Berlin'],
])('%s is said "%s"', (schedule, words) => {
  expect(saySchedule(schedule, 'Europe/Berlin')).toBe(words);
});
