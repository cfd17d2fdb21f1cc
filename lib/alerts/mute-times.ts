import { type MuteTime, type Weekday, weekdays } from './mute-schemas.ts';

/**
 * Whether a time is muted. What clocks show decides: in spring a mute from 02:00 to 03:00 is skipped, in autumn it lasts
 * twice as long, as whoever set it would expect of a clock on the wall.
 */
export function isMuted(mutes: readonly MuteTime[], at: Date): boolean {
  return mutes.some((mute) => covers(mute, wallClock(at, mute.timeZone)));
}

interface WallClock {
  day: Weekday;
  /** Minutes since midnight. */
  minutes: number;
}

function covers({ days, from, to }: MuteTime, { day, minutes }: WallClock): boolean {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start < end) return days.includes(day) && minutes >= start && minutes < end;
  const yesterday = weekdays[(weekdays.indexOf(day) + 6) % 7];
  const startedYesterday = yesterday !== undefined && days.includes(yesterday);
  return (days.includes(day) && minutes >= start) || (startedYesterday && minutes < end);
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function partsOf(at: Date, timeZone: string): Record<string, string> {
  return Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

export function wallClock(at: Date, timeZone: string): WallClock {
  const parts = partsOf(at, timeZone);
  const day = weekdays.find((name) => name === parts.weekday?.toLowerCase()) ?? 'mon';
  return { day, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** How far clocks of a zone are ahead of UTC at a time, in milliseconds. */
function offsetMs(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(at, timeZone);
  const shown = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

/** The time whole weeks before at which clocks of the zone showed the same. */
export function weeksBefore(at: Date, weeks: number, timeZone: string): Date {
  const then = new Date(at.getTime() - weeks * 7 * 86_400_000);
  return new Date(then.getTime() + offsetMs(at, timeZone) - offsetMs(then, timeZone));
}
