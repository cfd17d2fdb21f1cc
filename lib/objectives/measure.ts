/** Which metric counts what is good for an objective, and how its reading becomes counts. */
import { type MetricQuery, type MetricReading, metricQuerySchema } from '../monitoring/schemas.ts';
import type { Objective, ObjectiveCounts } from './schemas.ts';

type Kinded = Pick<Objective, 'kind' | 'thresholdMs'>;
type Measured = { value: number | null; count: number };

interface Measure {
  metric: MetricQuery['metric'];
  aggregation: MetricQuery['aggregation'];
  threshold?: number;
  /** The metric is the share of what is bad. */
  inverted?: true;
}

function measureOf({ kind, thresholdMs }: Kinded): Measure {
  switch (kind) {
    case 'availability':
      return { metric: 'error_rate', aggregation: 'value', inverted: true };
    case 'latency':
      return { metric: 'latency', aggregation: 'share_at_most', threshold: thresholdMs ?? 0 };
    case 'satisfaction':
      return { metric: 'satisfaction', aggregation: 'value' };
    case 'groundedness':
      return { metric: 'support_rate', aggregation: 'value' };
  }
}

export interface MeasureRange {
  from: Date;
  to: Date;
  /** Seconds; 0 for totals alone. */
  step: number;
}

/** What to read. Without an endpoint: of all of them, each for itself. */
export function queryOf(objective: Kinded, endpoint: string | null, range: MeasureRange): MetricQuery {
  const { inverted: _, ...measure } = measureOf(objective);
  return metricQuerySchema.parse({
    ...measure,
    ...(endpoint === null ? { groupBy: 'endpoint' } : { endpoint }),
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    step: range.step,
  });
}

/** Counts are whole: a share times what it is a share of. */
export function countsOf(objective: Kinded, { value, count }: Measured): ObjectiveCounts {
  if (value === null || count === 0) return { good: 0, total: 0 };
  const share = measureOf(objective).inverted ? 1 - value : value;
  return { good: Math.min(count, Math.max(0, Math.round(share * count))), total: count };
}

/** Objectives with the same key are counted by one reading. */
export function measureKey({ kind, thresholdMs }: Kinded): string {
  return `${kind}:${thresholdMs ?? ''}`;
}

/** Of a reading of all endpoints; null when it does not say because there were too many. */
export function countsIn(
  reading: MetricReading,
  objective: Kinded & { endpoint: string },
): ObjectiveCounts | null {
  const group = reading.groups.find(({ labels }) => labels.endpoint === objective.endpoint);
  if (group === undefined) return reading.more ? null : { good: 0, total: 0 };
  return countsOf(objective, group);
}
