import { assertMay, type Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { countPoints, findExtremes, findPoints } from './metric-store.ts';
import { findRuns } from './run-store.ts';
import { type MetricSeries, toMetricValue } from './schemas.ts';

/** As many points as a chart can show. */
const mostPoints = 1000;

/**
 * A metric for a chart. When there are too many points, those of the lowest and the highest value of each stretch are
 * kept, so that no peak is lost. Throws `not_found` for the run and for a metric it does not have.
 */
export async function metricSeries(caller: Caller, runId: string, key: string): Promise<MetricSeries> {
  assertMay(caller, 'runs.read');
  await findRuns([runId]);
  const total = await countPoints(runId, key);
  if (total === 0) throw notFound(`The metric "${key}" of the run ${runId}`);
  const points =
    total <= mostPoints
      ? await findPoints(runId, key, null, mostPoints)
      : await findExtremes(runId, key, total, (mostPoints - 2) / 2);
  return { key, points: points.map((point) => ({ ...point, value: toMetricValue(point.value) })), total };
}
