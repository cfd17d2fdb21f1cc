'use client';

import { MetricNumber } from '#components/charts/metric-number.tsx';
import type { Aggregation, MetricFilter, MetricName } from '#lib/monitoring/schemas.ts';

const numbers: readonly (readonly [string, MetricName, Aggregation])[] = [
  ['Requests', 'requests', 'sum'],
  ['Error rate', 'error_rate', 'value'],
  ['Latency P95', 'latency', 'p95'],
  ['Satisfaction', 'satisfaction', 'value'],
  ['Cost', 'cost', 'sum'],
  ['Declined rate', 'declined_rate', 'value'],
];

interface KeyNumbersProps {
  base: MetricFilter;
  range: { from: string; to: string };
  live: boolean;
}

/** What people ask for first, against the period before. */
export function KeyNumbers({ base, range, live }: KeyNumbersProps) {
  return (
    <ul className="grid grid-cols-2 gap-3 xl:grid-cols-3">
      {numbers.map(([title, metric, aggregation]) => (
        <li key={title}>
          <MetricNumber
            title={title}
            expression={{ ...base, metric, aggregation }}
            range={range}
            live={live}
            className="h-full"
          />
        </li>
      ))}
    </ul>
  );
}
