import { AppError } from '../platform/errors.ts';

const maxRangeMs = 400 * 86_400_000;
/** Steps a person can read on an axis, in seconds. */
const steps = [60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800] as const;
const targetPoints = 60;

export interface AskedRange {
  from: Date;
  to: Date;
  /** Seconds; 0 for totals alone. */
  step: number;
}

/** Throws `invalid` for a range that is empty or too long. */
export function readingRange(input: { from: string; to: string; step?: number | undefined }): AskedRange {
  const from = new Date(input.from);
  const to = new Date(input.to);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw new AppError('invalid', 'The range is empty: "from" must lie before "to".');
  if (length > maxRangeMs)
    throw new AppError('invalid', 'The range is longer than 400 days. Ask for less at a time.');
  return { from, to, step: input.step ?? chosenStep(length / 1000) };
}

function chosenStep(seconds: number): number {
  return steps.find((step) => step >= seconds / targetPoints) ?? 604_800;
}

/** The same length of time right before. */
export function rangeBefore({ from, to }: { from: number; to: number }): AskedRange {
  return { from: new Date(from - (to - from)), to: new Date(from), step: 0 };
}

/** Seconds of a range that are over: rates of a running minute count what has passed of it. */
export function elapsedSeconds(from: number, to: number, now: Date): number {
  return Math.max(0, Math.min(to, now.getTime()) - from) / 1000;
}
