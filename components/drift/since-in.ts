import { driftSince, type MonitorHistory } from '#lib/monitors/schemas.ts';

/** Since when a column drifts without a break up to a window, as far back as the history goes; null when it does not there. */
export function sinceIn({ runs, columns }: MonitorHistory, column: string, runId: string): string | null {
  const cells = columns.find((one) => one.column === column)?.cells ?? [];
  const until = runs.findIndex(({ id }) => id === runId);
  const windows = runs.slice(0, until + 1).flatMap(({ id, windowStart }) => {
    const cell = cells.find((one) => one.runId === id);
    return cell === undefined ? [] : [{ at: windowStart, verdict: cell.verdict }];
  });
  return driftSince(windows);
}
