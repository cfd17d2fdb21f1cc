import type { MetricValue } from '#lib/tracking/schemas.ts';
import { formatMetric } from './metric-words.ts';

/** A metric's value with every digit on hover. */
export function MetricNumber({ value }: { value: MetricValue }) {
  return (
    <span className="tabular-nums" title={String(value)}>
      {formatMetric(value)}
    </span>
  );
}
