/**
 * The arithmetic of error budgets, as in Google's "The Site Reliability Workbook", chapters 2 and 5: of what is counted over
 * the window, a share of 1 − target may fail. Pure.
 */
import type { Burn, ObjectiveCounts, ObjectiveState } from './schemas.ts';

const dayMs = 86_400_000;

/** Share of the budget that is left: 1 untouched, 0 used up, below 0 overdrawn. Null when nothing was counted. */
export function budgetLeft({ good, total }: ObjectiveCounts, target: number): number | null {
  return total === 0 ? null : 1 - (total - good) / total / (1 - target);
}

/** How many more of those counted may fail. */
export function failuresLeft({ good, total }: ObjectiveCounts, target: number): number | null {
  return total === 0 ? null : (1 - target) * total - (total - good);
}

/** Share that failed as a multiple of the share that may: at 1 the budget lasts exactly one window. */
export function burnRate({ good, total }: ObjectiveCounts, target: number): number | null {
  return total === 0 ? null : (total - good) / total / (1 - target);
}

/**
 * When the budget ends if it goes on being used at this rate and as many are counted as before. Null when it lasts: a rate of
 * 1 or less never uses more of a moving window than there is; and when it has ended already.
 */
export function budgetEndsAt(
  left: number | null,
  rate: number | null,
  windowDays: number,
  now: Date,
): Date | null {
  if (left === null || rate === null || left <= 0 || rate <= 1) return null;
  return new Date(now.getTime() + (left / rate) * windowDays * dayMs);
}

/** Budget that is left after each step of the window, of the budget of all that was counted in it. */
export function budgetOverTime<Step extends ObjectiveCounts>(
  steps: readonly Step[],
  target: number,
): (Step & { budgetLeft: number })[] {
  const allowed = steps.reduce((sum, { total }) => sum + total, 0) * (1 - target);
  let failed = 0;
  return steps.map((step) => {
    failed += step.total - step.good;
    return { ...step, budgetLeft: allowed === 0 ? 1 : 1 - failed / allowed };
  });
}

export function stateOf(left: number | null, endsAt: Date | null): ObjectiveState {
  if (left === null) return 'unknown';
  if (left <= 0) return 'missed';
  return endsAt === null ? 'met' : 'at-risk';
}

/** Windows in which burn is told, in seconds: those of the usual alerts. */
export const burnSeconds = [3600, 21_600, 259_200] as const;
/** The one that the forecast goes by: long enough not to jump, short enough to notice. */
const forecastSeconds = 21_600;
/** Of less nothing is foretold: one failure in a quiet night is no trend. */
export const leastForForecast = 10;

export function forecastRate(burn: readonly Burn[]): number | null {
  const recent = burn.find(({ seconds }) => seconds === forecastSeconds);
  return recent === undefined || recent.total < leastForForecast ? null : recent.rate;
}
