'use client';

import type { ReactNode } from 'react';
import type { MetricExpression } from '#lib/monitoring/schemas.ts';
import { useMetric } from './use-metric.ts';

interface WhenMeasuredProps {
  expression: MetricExpression;
  range: { from: string; to: string };
  children: ReactNode;
}

/** Shows what it holds only when the metric was measured in the range: for what few installations have. */
export function WhenMeasured({ expression, range, children }: WhenMeasuredProps) {
  const { groupBy: _groupBy, ...whole } = expression;
  const { data } = useMetric({ ...whole, ...range, step: 0 });
  return data === undefined || data.total.count === 0 ? null : children;
}
