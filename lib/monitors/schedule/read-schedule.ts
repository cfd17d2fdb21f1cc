/** Cron expressions of five fields in a time zone: checked, said in words, and when they come next. */
import { Cron } from 'croner';

/** More often than this makes no sense of windows of an hour. */
const leastMinutes = 5;

const fields = ['minute', 'hour', 'day of the month', 'month', 'day of the week'] as const;

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.length > 0;
  } catch {
    return false;
  }
}

/** What is wrong with a schedule, and what would be right; null when nothing is. */
export function scheduleProblem(schedule: string, timeZone: string): string | null {
  if (!isTimeZone(timeZone))
    return `"${timeZone}" is no time zone. Name one of the IANA list, such as Europe/Berlin.`;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return `A schedule has five fields (${fields.join(', ')}), such as "15 6 * * *"; this has ${schedule.trim() === '' ? 'none' : parts.length}.`;
  }
  if (/[^\d\s*/,\-A-Za-z]/.test(schedule))
    return 'A schedule holds numbers, names of days and months, and * , - / only.';
  const next = comingRuns(schedule, timeZone, 25);
  if (next === null) return `"${schedule}" is no cron expression: ${whyNot(schedule)}`;
  if (next.length === 0) return `"${schedule}" never comes, because no such day exists.`;
  const gaps = next.slice(1).map((at, i) => at.getTime() - (next[i]?.getTime() ?? 0));
  if (Math.min(...gaps) < leastMinutes * 60_000) return `Run at most every ${leastMinutes} minutes.`;
  return null;
}

function whyNot(schedule: string): string {
  try {
    new Cron(schedule, { paused: true, mode: '5-part' });
    return 'it names a moment that does not exist.';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'it cannot be read.';
  }
}

/** The next moments after `from`, fewer when there are no more; null for what is no schedule. */
export function comingRuns(
  schedule: string,
  timeZone: string,
  count: number,
  from = new Date(),
): Date[] | null {
  try {
    return new Cron(schedule, { timezone: timeZone, paused: true, mode: '5-part' }).nextRuns(count, from);
  } catch {
    return null;
  }
}

/** Throws for what is no schedule: only saved ones come here. */
export function nextRun(schedule: string, timeZone: string, after: Date): Date | null {
  return new Cron(schedule, { timezone: timeZone, paused: true, mode: '5-part' }).nextRun(after);
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The usual schedules in words; others as they are written. */
export function saySchedule(schedule: string, timeZone: string): string {
  const [minute = '', hour = '', date = '', month = '', day = ''] = schedule.trim().split(/\s+/);
  const zone = timeZone.replaceAll('_', ' ');
  const said = sayTime(minute, hour);
  if (said === null || month !== '*') return `by "${schedule}", ${zone}`;
  if (date === '*' && day === '*') return `${said.every ?? `every day at ${said.at}`}, ${zone}`;
  if (said.at === undefined) return `by "${schedule}", ${zone}`;
  const which = /^[0-7]$/.test(day) ? days[Number(day) % 7] : undefined;
  if (date === '*' && which !== undefined) return `every ${which} at ${said.at}, ${zone}`;
  if (date === '*' && /^(1-5|mon-fri)$/i.test(day)) return `from Monday to Friday at ${said.at}, ${zone}`;
  if (day === '*' && /^\d+$/.test(date)) return `on day ${date} of each month at ${said.at}, ${zone}`;
  return `by "${schedule}", ${zone}`;
}

function sayTime(minute: string, hour: string): { at?: string; every?: string } | null {
  const steps = /^\*\/(\d+)$/;
  if (hour === '*' && steps.test(minute)) return { every: `every ${minute.slice(2)} minutes` };
  if (!/^\d+$/.test(minute)) return null;
  if (hour === '*') return { every: `every hour at ${minute} minutes past` };
  if (steps.test(hour)) return { every: `every ${hour.slice(2)} hours at ${minute} minutes past` };
  return /^\d+$/.test(hour) ? { at: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` } : null;
}
