/** A rollout in steps: which share a chosen entity has when. */
import { type DraftShare, moveShare } from './split-draft.ts';

export interface PlanStep {
  at: Date;
  /** Of the chosen entity, 0–100. */
  percentage: number;
}

/** Shares a careful rollout goes through. */
export const canaryLadder = [5, 10, 25, 50, 100] as const;

/** What is left of the ladder above the share the entity has now, one step each interval from `start` on. */
export function planLadder(
  current: number,
  start: Date,
  everyMinutes: number,
  ladder: readonly number[] = canaryLadder,
): PlanStep[] {
  return ladder
    .filter((percentage) => percentage > current)
    .map((percentage, i) => ({ at: new Date(start.getTime() + i * everyMinutes * 60_000), percentage }));
}

/** Shares of everybody at each step; the others give in proportion to what they have now. */
export function sharesAtSteps(
  shares: readonly DraftShare[],
  entity: string,
  steps: readonly PlanStep[],
): { at: string; shares: Record<string, number> }[] {
  return steps.map(({ at, percentage }) => ({
    at: at.toISOString(),
    shares: Object.fromEntries(
      moveShare(shares, entity, percentage).map(({ name, trafficPercentage }) => [name, trafficPercentage]),
    ),
  }));
}

/** Why the server would refuse the plan; null when it would not. */
export function planProblem(steps: readonly PlanStep[], now: Date): string | null {
  if (steps.length === 0) return 'There is no step left above the share the entity has now.';
  if (steps.some(({ at }) => Number.isNaN(at.getTime()))) return 'Each step needs a date and a time.';
  const first = steps[0];
  if (first && first.at <= now) return 'The first step must be in the future.';
  const disordered = steps.findIndex(({ at }, i) => i > 0 && at <= (steps[i - 1]?.at ?? at));
  return disordered < 0 ? null : `Step ${disordered + 1} must be later than the step before.`;
}

/** What `<input type="datetime-local">` shows and returns: the reader's own zone, to the minute. */
export function toLocalInput(at: Date): string {
  if (Number.isNaN(at.getTime())) return '';
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function fromLocalInput(text: string): Date {
  return new Date(text);
}

/** The next full quarter of an hour that is at least five minutes away. */
export function nextQuarter(now: Date): Date {
  const quarter = 15 * 60_000;
  return new Date(Math.ceil((now.getTime() + 5 * 60_000) / quarter) * quarter);
}
