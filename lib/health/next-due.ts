import { Cron } from 'croner';
import { AppError } from '../platform/errors.ts';
import type { Schedule } from './schemas.ts';

const minuteMs = 60_000;
/** A schedule that has no further time (30 February) is looked at again then. */
const neverMs = 400 * 24 * 60 * minuteMs;

/**
 * When a check runs next after `now`. One that runs every few minutes keeps its beat (`due` plus whole intervals), so that
 * a slow run shifts nothing, and what was missed is not made up for.
 */
export function nextDue(schedule: Schedule, due: Date, now: Date): Date {
  if ('cron' in schedule) return cronOf(schedule).nextRun(now) ?? new Date(now.getTime() + neverMs);
  const interval = schedule.everyMinutes * minuteMs;
  const missed = Math.max(0, Math.floor((now.getTime() - due.getTime()) / interval));
  return new Date(due.getTime() + (missed + 1) * interval);
}

/** Throws `invalid` for what croner cannot read, or what never comes. */
export function assertSchedule(schedule: Schedule, now: Date): void {
  if (!('cron' in schedule)) return;
  let next: Date | null;
  try {
    next = cronOf(schedule).nextRun(now);
  } catch {
    throw refused(
      `"${schedule.cron}" is no cron expression of five fields (minute, hour, day, month, weekday), like "0 8 * * mon-fri".`,
    );
  }
  if (next === null) throw refused(`"${schedule.cron}" names a time that never comes.`);
}

function refused(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'schedule.cron', message }] });
}

function cronOf({ cron, timeZone }: Extract<Schedule, { cron: string }>): Cron {
  return new Cron(cron, { timezone: timeZone, mode: '5-part' });
}
