'use client';

import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type AxisChoice, axisChoices } from './metric-curves.ts';

export interface ChartView {
  axis: AxisChoice;
  log: boolean;
  /** All chosen metrics in one chart. */
  together: boolean;
  /** Null until the reader chooses. */
  metrics: string[] | null;
}

/** How curves are drawn, kept in the URL. */
export function useChartView() {
  const [view, set] = useQueryStates({
    axis: parseAsStringLiteral(axisChoices).withDefault('step'),
    log: parseAsBoolean.withDefault(false),
    together: parseAsBoolean.withDefault(false),
    metrics: parseAsArrayOf(parseAsString),
  });
  return { view, change: (next: Partial<ChartView>) => void set(next) };
}
