/** When reports are due. Pure. */
import { Cron } from 'croner';
import type { ReportCalendar } from '../report-schemas.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Longer than one step of the calendar, with an hour that clocks were turned, and shorter than two. */
const longestStep = { daily: 26 * hourMs, weekly: 7 * dayMs + 2 * hourMs, monthly: 31 * dayMs + 2 * hourMs };

function patternOf({ cadence, day, hour }: ReportCalendar): string {
  switch (cadence) {
    case 'daily':
      return `0 ${hour} * * *`;
    case 'weekly':
      return `0 ${hour} * * ${day}`;
    case 'monthly':
      return `0 ${hour} ${day} * *`;
  }
}

/**
 * The first time after a moment. On a day whose hour the clocks skip it is due when they have skipped it; on one whose hour
 * comes twice, at the first.
 */
export function nextDue(calendar: ReportCalendar, after: Date): Date {
  const next = new Cron(patternOf(calendar), { timezone: calendar.timeZone, paused: true }).nextRun(after);
  if (next === null) throw new Error('A calendar without an end always has a next time.');
  return next;
}

/**
 * The last time that has come, from one that has: after days without workers the letter tells of the period that has just ended.
 */
export function lastDue(calendar: ReportCalendar, dueAt: Date, now: Date): Date {
  let last = dueAt;
  for (let next = nextDue(calendar, last); next <= now; next = nextDue(calendar, last)) last = next;
  return last;
}

/** What a report tells of: from the time it was due before. */
export function periodOf(calendar: ReportCalendar, dueAt: Date): { from: Date; to: Date } {
  let from = nextDue(calendar, new Date(dueAt.getTime() - longestStep[calendar.cadence]));
  // A short month may lie in the same reach: the time right before is meant.
  for (let next = nextDue(calendar, from); next < dueAt; next = nextDue(calendar, from)) from = next;
  // Sent by hand, between two times: what one step before it holds.
  if (from >= dueAt) from = new Date(dueAt.getTime() - longestStep[calendar.cadence] + 2 * hourMs);
  return { from, to: dueAt };
}
