import { assertMay, type Caller, may, reachOf } from '../access/index.ts';
import type { MetricQuery, MetricReading } from './metric-schemas.ts';
import { readMetricWithin } from './read-metric.ts';

/** One metric over a range, of the endpoints the caller may see. Throws `invalid` for a range or a group there is not. */
export async function queryMetric(caller: Caller, query: MetricQuery): Promise<MetricReading> {
  assertMay(caller, 'dashboards.read');
  return readMetricWithin(query, {
    reach: reachOf(caller, 'dashboards.read'),
    system: may(caller, 'telemetry.read'),
  });
}
