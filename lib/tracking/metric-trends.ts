import { assertMay, type Caller } from '../access/index.ts';
import { findTrends } from './metric-store.ts';
import { findRuns } from './run-store.ts';
import type { MetricTrend, RunTrendsQuery } from './schemas.ts';

/** As many values as a drawing the size of a word can show. */
const stretches = 32;

/** How metrics of many runs went, in one answer; metrics with one point are left out. Throws `not_found`. */
export async function metricTrends(caller: Caller, query: RunTrendsQuery): Promise<MetricTrend[]> {
  assertMay(caller, 'runs.read');
  await findRuns(query.ids);
  return findTrends(query.ids, query.keys ?? null, stretches);
}
