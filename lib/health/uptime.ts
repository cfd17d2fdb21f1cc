/** The arithmetic of uptime. Time without runs is unknown: it counts neither as up nor as down. */
import type { UptimeBar } from './schemas.ts';

export interface CountedRuns {
  passed: number;
  failed: number;
}

/** Share of runs that passed, 0–1; null without any. */
export function uptimeOf(parts: readonly CountedRuns[]): number | null {
  const passed = parts.reduce((sum, part) => sum + part.passed, 0);
  const all = passed + parts.reduce((sum, part) => sum + part.failed, 0);
  return all === 0 ? null : passed / all;
}

/**
 * One bar for each piece between two neighbours of `starts`; `runs` holds counts by number of the piece, from 0.
 * An incident touches every piece that it overlaps; one without an end lasts.
 */
export function barsOf(
  starts: readonly Date[],
  runs: ReadonlyMap<number, CountedRuns>,
  incidents: readonly { from: Date; to: Date | null }[],
): UptimeBar[] {
  const end = starts.at(-1)?.getTime() ?? 0;
  return starts.slice(0, -1).map((start, index) => {
    const from = start.getTime();
    const to = starts[index + 1]?.getTime() ?? end;
    const { passed, failed } = runs.get(index) ?? { passed: 0, failed: 0 };
    return {
      from: start.toISOString(),
      to: new Date(to).toISOString(),
      passed,
      failed,
      // What lies in the time to come, or was not looked at, is no incident's.
      down:
        passed + failed > 0 &&
        incidents.some(
          (incident) => incident.from.getTime() < to && (incident.to?.getTime() ?? Infinity) > from,
        ),
    };
  });
}
