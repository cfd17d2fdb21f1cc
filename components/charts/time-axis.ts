/** Time as charts say it: in the reader's zone, which is named, across changes of the clock too. Pure. */
import type { Bucket } from './series.ts';

export interface TimeTick {
  /** Start of the bucket it stands at, milliseconds since 1970. */
  at: number;
  label: string;
}

const minute = 60_000;
const day = 1440 * minute;
/** Distances between ticks that people count in; those of a week begin on Mondays. */
const distances = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 40_320].map(
  (minutes) => minutes * minute,
);
/** 5 January 1970 was a Monday. */
const firstMonday = 4 * day;
const mostTicks = 8;

/**
 * Ticks at round times of the zone: at the first bucket of each hour, day or week, whichever gives at most eight. A tick with
 * which a day begins says the day. Without a zone, the reader's.
 */
export function timeTicks(buckets: readonly Bucket[], timeZone?: string): TimeTick[] {
  const local = buckets.map(({ start }) => start + offsetMs(start, timeZone));
  const distance = distances.find((one) => beginnings(local, one).length <= mostTicks) ?? distances.at(-1);
  const say = formatters(timeZone);
  let shownDay = Math.floor((local[0] ?? 0) / day);
  return beginnings(local, distance ?? day).flatMap((index) => {
    const at = buckets[index]?.start;
    if (at === undefined) return [];
    const itsDay = Math.floor((local[index] ?? 0) / day);
    const dayBegins = itsDay !== shownDay || (local[index] ?? 0) % day === 0;
    shownDay = itsDay;
    const asDay = dayBegins || (distance ?? day) >= day;
    return [{ at, label: (asDay ? say.day : say.time).format(at) }];
  });
}

/** Indexes of the first bucket in each stretch of local time. */
function beginnings(local: readonly number[], distance: number): number[] {
  const from = distance > 2 * day ? firstMonday : 0;
  const stretchOf = (at: number) => Math.floor((at - from) / distance);
  return local.flatMap((at, index) => {
    const before = local[index - 1];
    const begins = before === undefined ? (at - from) % distance === 0 : stretchOf(at) !== stretchOf(before);
    return begins ? [index] : [];
  });
}

/** "21 Nov, 14:00 – 14:05 GMT+1"; where the clock changes within, each end says its zone. */
export function bucketLabel({ start, end }: Pick<Bucket, 'start' | 'end'>, timeZone?: string): string {
  const say = formatters(timeZone);
  const sameDay = say.day.format(start) === say.day.format(end - 1);
  const [from, to] = [say.dayAndTime.format(start), (sameDay ? say.time : say.dayAndTime).format(end)];
  const [zone, zoneAtEnd] = [zoneName(start, say), zoneName(end, say)];
  return zone === zoneAtEnd ? `${from} – ${to} ${zone}` : `${from} ${zone} – ${to} ${zoneAtEnd}`;
}

interface Formatters {
  time: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  dayAndTime: Intl.DateTimeFormat;
  zone: Intl.DateTimeFormat;
  offset: Intl.DateTimeFormat;
}

const made = new Map<string | undefined, Formatters>();

function formatters(timeZone: string | undefined): Formatters {
  const known = made.get(timeZone);
  if (known) return known;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  const fresh = {
    time: format(clock),
    day: format(date),
    dayAndTime: format({ ...date, ...clock }),
    zone: format({ timeZoneName: 'short' }),
    offset: format({ timeZoneName: 'longOffset' }),
  };
  made.set(timeZone, fresh);
  return fresh;
}

function zoneName(at: number, { zone }: Formatters): string {
  return zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** How far the clocks of a zone are ahead of UTC. */
function offsetMs(at: number, timeZone: string | undefined): number {
  if (timeZone === undefined) return -new Date(at).getTimezoneOffset() * minute;
  const [, sign, hours, minutes] =
    /GMT([+-])(\d\d):(\d\d)/.exec(formatters(timeZone).offset.format(at)) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute;
  return sign === '-' ? -ahead : ahead;
}
