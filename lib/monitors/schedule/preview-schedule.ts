import { comingRuns, saySchedule, scheduleProblem } from './read-schedule.ts';

/** A schedule in words and its next runs, or what is wrong with it. */
export function previewSchedule({ schedule, timeZone }: { schedule: string; timeZone: string }): {
  problem: string | null;
  words: string | null;
  next: string[];
} {
  const problem = scheduleProblem(schedule, timeZone);
  if (problem !== null) return { problem, words: null, next: [] };
  const next = (comingRuns(schedule, timeZone, 3) ?? []).map((at) => at.toISOString());
  return { problem: null, words: saySchedule(schedule, timeZone), next };
}
