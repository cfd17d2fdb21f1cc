import { chartColor } from '#components/charts/series.ts';
import type { XyAxis, XyPoint } from '#components/charts/xy-series.ts';
import { formatCount, formatDuration } from '#components/ui/format.ts';
import type { MetricPoint, MetricTrend } from '#lib/tracking/schemas.ts';
import { finite } from './metric-words.ts';

export const axisChoices = ['step', 'time'] as const;
export type AxisChoice = (typeof axisChoices)[number];

export const axes: Readonly<Record<AxisChoice, XyAxis>> = {
  step: { name: 'Step', format: formatCount, whole: true },
  time: { name: 'Time since the start', format: formatDuration, whole: false },
};

/**
 * The points of a metric by step, or by milliseconds since the run began, so that runs of different days lie on each
 * other. Of several at one place the last counts.
 */
export function curveOf(points: readonly MetricPoint[], axis: AxisChoice, startedAt: string): XyPoint[] {
  const start = Date.parse(startedAt);
  const byPlace = new Map<number, number | null>();
  for (const { step, timestamp, value } of points) {
    byPlace.set(axis === 'step' ? step : timestamp - start, finite(value));
  }
  return [...byPlace].map(([x, y]) => ({ x, y })).sort((a, b) => a.x - b.x);
}

const shownAtFirst = 6;

/** What is drawn: what the reader chose of the metrics that have a curve, else the first few of them. */
export function shownMetrics(withCurve: readonly string[], chosen: readonly string[] | null): string[] {
  if (chosen === null) return withCurve.slice(0, shownAtFirst);
  return withCurve.filter((key) => chosen.includes(key));
}

/** A curve to be drawn: a metric of a run under a name. */
export interface DrawnMetric {
  runId: string;
  startedAt: string;
  key: string;
  label: string;
  /** A CSS colour; by position when absent. */
  color?: string;
}

/** The curves of one metric; a run keeps its colour in every chart, whichever of them have the metric. */
export function comparedCurves(
  key: string,
  runs: readonly { id: string; startedAt: string }[],
  labels: readonly string[],
  trends: readonly MetricTrend[],
): DrawnMetric[] {
  const having = new Set(trends.filter((trend) => trend.key === key).map(({ runId }) => runId));
  return runs.flatMap(({ id, startedAt }, index) =>
    having.has(id)
      ? [{ runId: id, startedAt, key, label: labels[index] ?? id, color: chartColor(index) }]
      : [],
  );
}
