import type { MetricSignal } from './rule-schemas.ts';

export interface Window {
  from: Date;
  to: Date;
}

const minuteMs = 60_000;

/**
 * The minutes a value is made of. The minute that is under way counts for shares, percentiles and gauges, so that trouble is
 * seen at once; it does not where values add up, because part of a minute would look like a drop.
 */
export function windowAt({ expression, windowSeconds }: MetricSignal, at: Date): Window {
  const addsUp = expression.aggregation === 'sum' || expression.aggregation === 'rate';
  const round = addsUp ? Math.floor : Math.ceil;
  const to = round(at.getTime() / minuteMs) * minuteMs;
  return { from: new Date(to - windowSeconds * 1000), to: new Date(to) };
}
