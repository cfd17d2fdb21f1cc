/**
 * Levels of the rollups: the same counts by periods of several lengths, each level complete in itself as far back as it is
 * kept, so that a reading takes the coarsest that fits. Periods are UTC, from 1970 on: no clock change moves them.
 */

const dayMs = 86_400_000;

export interface Level {
  seconds: number;
  /** Whole days (UTC) that are kept besides today. */
  keptDays: number;
}

/**
 * Finest first; each divides the next. With their steps, an hour, a day, a week and a month are some sixty rows of each
 * series, and what lies between is at most three times that.
 */
export const levels = [
  { seconds: 60, keptDays: 3 },
  { seconds: 300, keptDays: 8 },
  { seconds: 1800, keptDays: 35 },
  { seconds: 10_800, keptDays: 400 },
  { seconds: 43_200, keptDays: 400 },
  { seconds: 86_400, keptDays: 400 },
] as const satisfies readonly Level[];

export type LevelSeconds = (typeof levels)[number]['seconds'];

export function floorTo(time: number, seconds: number): number {
  return Math.floor(time / (seconds * 1000)) * seconds * 1000;
}

export function ceilTo(time: number, seconds: number): number {
  return Math.ceil(time / (seconds * 1000)) * seconds * 1000;
}

/** Since when a level is kept: a day begins that is not dropped before it is over everywhere. */
export function keptSince({ keptDays }: Level, now: Date): Date {
  return new Date(floorTo(now.getTime(), 86_400) - keptDays * dayMs);
}

/** The finest level that holds a moment. A day later than it is kept: clocks differ, and nothing may vanish in between. */
function finestAt(time: number, now: Date): LevelSeconds {
  const held = levels.find((level) => keptSince(level, now).getTime() + dayMs <= time);
  return held?.seconds ?? 10_800;
}

/** Part of a range, read from one level; `from` and `to` are milliseconds since 1970 and whole periods. */
export interface Segment<Seconds extends number = LevelSeconds> {
  level: Seconds;
  from: number;
  to: number;
}

export interface ReadingPlan {
  from: number;
  to: number;
  /** 0 for totals alone. */
  stepSeconds: number;
  segments: Segment[];
}

const mostPoints = 2000;

/**
 * How a range is read: the range and the step as the levels that are kept allow, wider and longer where they do not, and the
 * coarsest levels that give them. With a step, `from` is the beginning of one.
 * @param step seconds; 0 for totals alone.
 */
export function planReading(asked: { from: Date; to: Date; step: number }, now: Date): ReadingPlan {
  const { from, stepSeconds } = begin(asked, finestAt(asked.from.getTime(), now), now);
  const to = ceilTo(asked.to.getTime(), finestAt(asked.to.getTime(), now));
  const usable = levels.filter(({ seconds }) => stepSeconds % seconds === 0).map(({ seconds }) => seconds);
  return { from, to, stepSeconds, segments: cover(from, to, usable) };
}

/** Where the range begins: the step it begins with may reach back to where only a coarser level is kept. */
function begin(
  asked: { from: Date; to: Date; step: number },
  finest: LevelSeconds,
  now: Date,
): { from: number; stepSeconds: number } {
  const least = Math.ceil((asked.to.getTime() - asked.from.getTime()) / 1000 / mostPoints);
  const stepSeconds = asked.step === 0 ? 0 : Math.ceil(Math.max(asked.step, least) / finest) * finest;
  const from = floorTo(asked.from.getTime(), stepSeconds === 0 ? finest : stepSeconds);
  const held = finestAt(from, now);
  return held > finest ? begin(asked, held, now) : { from, stepSeconds };
}

/** The coarsest of the levels in the middle, finer ones at both ends. */
export function cover<Seconds extends number>(
  from: number,
  to: number,
  usable: readonly Seconds[],
): Segment<Seconds>[] {
  const level = usable.at(-1);
  if (level === undefined || from >= to) return [];
  const finer = usable.slice(0, -1);
  const [begin, end] = [ceilTo(from, level), floorTo(to, level)];
  if (begin >= end) return cover(from, to, finer);
  return [...cover(from, begin, finer), { level, from: begin, to: end }, ...cover(end, to, finer)];
}
