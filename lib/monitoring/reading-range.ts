import { AppError } from '../platform/errors.ts';

const maxRangeMs = 400 * 86_400_000;
/** Steps a person can read on an axis, in seconds. */
const steps = [60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800] as const;
const targetPoints = 60;
/** Of many groups: with more points in all, steps are longer, as long as this many are left of each. */
const mostCells = 1000;
const fewestPoints = 24;

export interface AskedRange {
  from: Date;
  to: Date;
  /** Seconds; 0 for totals alone. */
  step: number;
}

/** Throws `invalid` for a range that is empty or too long. `groups` is how many there are at most, for the step to be chosen by. */
export function readingRange(
  input: { from: string; to: string; step?: number | undefined },
  groups = 1,
): AskedRange {
  const from = new Date(input.from);
  const to = new Date(input.to);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw new AppError('invalid', 'The range is empty: "from" must lie before "to".');
  if (length > maxRangeMs)
    throw new AppError('invalid', 'The range is longer than 400 days. Ask for less at a time.');
  return { from, to, step: input.step ?? chosenStep(length / 1000, groups) };
}

function chosenStep(seconds: number, groups: number): number {
  const points = (step: number) => seconds / step;
  const usual = steps.find((step) => points(step) <= targetPoints) ?? 604_800;
  const longer = steps.filter((step) => step > usual && points(step) >= fewestPoints);
  const few = [usual, ...longer].find((step) => points(step) * groups <= mostCells);
  return few ?? longer.at(-1) ?? usual;
}

/** The same length of time right before. */
export function rangeBefore({ from, to }: { from: number; to: number }): AskedRange {
  return { from: new Date(from - (to - from)), to: new Date(from), step: 0 };
}

/** Seconds of a range that are over: rates of a running minute count what has passed of it. */
export function elapsedSeconds(from: number, to: number, now: Date): number {
  return Math.max(0, Math.min(to, now.getTime()) - from) / 1000;
}
