import { reachOf, systemCaller } from '../access/index.ts';
import { readGaugeMetric } from './gauges/read-gauge-metric.ts';
import { describeMetric } from './metric-catalogue.ts';
import type { MetricQuery, MetricReading } from './metric-schemas.ts';
import { readRolledUp } from './read-rolled-up.ts';
import { readTallyMetric } from './read-tally-metric.ts';
import type { Sight } from './sight.ts';

/** One metric over a range, of everything: for the system itself. Throws `invalid` for a range or a group there is not. */
export function readMetric(query: MetricQuery): Promise<MetricReading> {
  const reach = reachOf(systemCaller('monitoring'), 'dashboards.read');
  return readMetricWithin(query, { reach, system: true });
}

export function readMetricWithin(query: MetricQuery, sight: Sight, now = new Date()): Promise<MetricReading> {
  switch (describeMetric(query.metric).kind) {
    case 'gauge':
      return readGaugeMetric(query, sight, now);
    case 'tally':
      return readTallyMetric(query, sight, now);
    default:
      return readRolledUp(query, sight, now);
  }
}
