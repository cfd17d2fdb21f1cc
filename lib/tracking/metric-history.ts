import { assertMay, type Caller } from '../access/index.ts';
import { readPageToken, writePageToken } from '../mlflow/index.ts';
import { findPoints } from './metric-store.ts';
import { findRuns } from './run-store.ts';
import { type MetricPoint, toMetricValue } from './schemas.ts';

/** Points of a metric by step, then time, then value; none when the run has no such metric. Throws `not_found`. */
export async function metricHistory(
  caller: Caller,
  query: { runId: string; key: string; limit: number; pageToken: string | undefined },
): Promise<{ items: MetricPoint[]; next: string | null }> {
  assertMay(caller, 'runs.read');
  const { runId, key, limit, pageToken } = query;
  await findRuns([runId]);
  const [step = '', timestamp = '', value = ''] =
    pageToken === undefined ? [] : readPageToken([runId, key], pageToken);
  const points = await findPoints(
    runId,
    key,
    pageToken === undefined ? null : { step, timestamp, value },
    limit + 1,
  );
  const shown = points.slice(0, limit);
  const last = shown.at(-1);
  const position = last && [last.step, last.timestamp, last.value].map(String);
  return {
    items: shown.map((point) => ({ ...point, value: toMetricValue(point.value) })),
    next: points.length > limit && position ? writePageToken([runId, key], position) : null,
  };
}
