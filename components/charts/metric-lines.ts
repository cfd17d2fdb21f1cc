/** From readings of metrics to the series of a chart. Pure. */
import {
  describeMetric,
  type Measured,
  type MetricExpression,
  type MetricGroup,
  type MetricName,
  type MetricReading,
} from '#lib/monitoring/schemas.ts';
import { metricLabel } from './metric-units.ts';
import { chartColor, paletteSize, percentileColors, type Series, type SeriesPoint } from './series.ts';

/** One expression of a chart; a chart's lines share a unit. */
export interface MetricLine {
  key: string;
  label: string;
  color?: string;
  expression: MetricExpression;
}

export interface MetricSeries extends Series {
  color: string;
  /** Narrowed to the group, so that it leads to the rows of this series alone. */
  expression: MetricExpression;
  total: Measured;
  previous: Measured | null;
}

export interface MetricData {
  series: MetricSeries[];
  points: SeriesPoint[];
  /** Groups that are not drawn, because they would not be told apart. */
  left: number;
  /** There are groups that were not even read. */
  more: boolean;
}

/** Which colour a group has; the same on every chart that shows it. */
export type ColorOf = (group: string, index: number) => string;

/** More lines than these cannot be told apart. */
export const mostLines = paletteSize;

export function oneLine(expression: MetricExpression, label?: string): MetricLine[] {
  const { metric, aggregation, threshold } = expression;
  return [{ key: metric, label: label ?? metricLabel(metric, aggregation, threshold), expression }];
}

/** P50, P95 and P99 in one hue; those of several groups would not be told apart, so then P95 alone. */
export function percentileLines(expression: MetricExpression): MetricLine[] {
  const line = (aggregation: 'p50' | 'p95' | 'p99'): MetricLine => ({
    key: aggregation,
    label: aggregation.toUpperCase(),
    color: percentileColors[aggregation],
    expression: { ...expression, aggregation },
  });
  return expression.groupBy === undefined ? [line('p99'), line('p95'), line('p50')] : [line('p95')];
}

/** The series of every line and group. `readings` are in the order of `lines`; null for one that is still loading. */
export function metricData(
  lines: readonly MetricLine[],
  readings: readonly (MetricReading | null)[],
  colorOf: ColorOf = (_group, index) => chartColor(index),
  most = mostLines,
): MetricData {
  const series: MetricSeries[] = [];
  const byTime = new Map<string, Record<string, number | null>>();
  let left = 0;
  let more = false;
  lines.forEach((line, index) => {
    const reading = readings[index];
    if (!reading) return;
    const grouped = line.expression.groupBy !== undefined;
    const shown = shownOf(reading.groups, line.expression.metric, most);
    left += reading.groups.length - shown.length;
    more ||= reading.more;
    shown.forEach((group, at) => {
      const key = grouped ? `${line.key} ${group.key}` : line.key;
      series.push({
        key,
        label: labelOf(line, group, grouped && lines.length > 1),
        color: grouped ? freeColor(colorOf(group.key, at), series) : (line.color ?? chartColor(index)),
        expression: grouped ? narrowed(line.expression, group) : line.expression,
        total: { value: group.value, count: group.count },
        previous: group.previous,
      });
      for (const { at: time, value } of group.points) {
        const values = byTime.get(time) ?? {};
        values[key] = value;
        byTime.set(time, values);
      }
    });
  });
  return { series, points: [...byTime].map(([at, values]) => ({ at, values })), left, more };
}

/**
 * Which groups are drawn. Of counts, those with most counted, as they come. Samples of a gauge are as many of each, so there
 * those that went highest: the one long queue among fifty. In the order of names, so that colours stay.
 */
function shownOf(groups: readonly MetricGroup[], metric: MetricName, most: number): readonly MetricGroup[] {
  if (groups.length <= most || describeMetric(metric).kind !== 'gauge') return groups.slice(0, most);
  const peak = ({ points }: MetricGroup) =>
    points.reduce((highest, { value }) => Math.max(highest, value ?? highest), Number.NEGATIVE_INFINITY);
  return groups
    .toSorted((a, b) => peak(b) - peak(a))
    .slice(0, most)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The colour a group should have, or the first that no other has here: two of one colour would be taken for one. */
function freeColor(wanted: string, taken: readonly { color: string }[]): string {
  const isTaken = (color: string) => taken.some((one) => one.color === color);
  if (!isTaken(wanted)) return wanted;
  const palette = Array.from({ length: paletteSize }, (_, index) => chartColor(index));
  return palette.find((color) => !isTaken(color)) ?? wanted;
}

function labelOf(line: MetricLine, group: MetricGroup, withLine: boolean): string {
  if (line.expression.groupBy === undefined) return line.label;
  const name = group.key === '' ? '(none)' : group.key;
  return withLine ? `${name} · ${line.label}` : name;
}

/** The expression about one group alone. */
function narrowed(
  { groupBy: _groupBy, ...expression }: MetricExpression,
  { labels }: MetricGroup,
): MetricExpression {
  const { traffic, ...others } = labels;
  const known = expression.traffic === traffic || traffic === undefined;
  const kind = trafficOf(traffic);
  return { ...expression, ...others, ...(!known && kind !== null && { traffic: kind }) };
}

function trafficOf(text: string | undefined): MetricExpression['traffic'] | null {
  return text === 'live' || text === 'shadow' || text === 'playground' ? text : null;
}
