/** A period beside the one right before it. Pure. */
import { formatPercent } from '#components/ui/format.ts';
import type { Measured, MetricQuery, MetricReading } from '#lib/monitoring/schemas.ts';
import type { PickedRange, Series, SeriesPoint } from './series.ts';

/** Milliseconds between a moment and its match in the period before: whole steps, so that points lie on points. */
export function shiftOf({
  from,
  to,
  stepSeconds,
}: Pick<MetricReading, 'from' | 'to' | 'stepSeconds'>): number {
  const step = Math.max(1, stepSeconds) * 1000;
  return Math.ceil((Date.parse(to) - Date.parse(from)) / step) * step;
}

/** The same question about the period before, in the steps of the answer about this one. */
export function queryBefore(query: MetricQuery, reading: MetricReading): MetricQuery {
  const { compare: _compare, ...rest } = query;
  const shift = shiftOf(reading);
  return { ...rest, from: back(query.from, shift), to: back(query.to, shift), step: reading.stepSeconds };
}

function back(at: string, shift: number): string {
  return new Date(Date.parse(at) - shift).toISOString();
}

/** The period before, drawn over this one: which of its series it is of, and how many milliseconds it is moved. */
export interface Ghost {
  key: string;
  of: string;
  shift: number;
}

/** The period before as a dashed series over this one's time. */
export function ghostOf(
  of: Series & { color: string },
  before: MetricReading,
  shift: number,
): { series: Series; points: SeriesPoint[] } {
  const key = `${of.key} before`;
  return {
    series: { key, label: `${of.label}, period before`, color: of.color, dashed: true },
    points: (before.groups[0]?.points ?? []).map(({ at, value }) => ({
      at: new Date(Date.parse(at) + shift).toISOString(),
      values: { [key]: value },
    })),
  };
}

/**
 * What stands behind a point: the series it counts for, the time it is of, and its value. A point of the period before is of
 * its own time, not of the one it is drawn at. `key` null: the whole column.
 */
export function behindPoint(
  points: readonly SeriesPoint[],
  ghost: Ghost | null,
  picked: PickedRange,
  key: string | null,
): { series: string | null; range: PickedRange; value: number | null } {
  const at = Date.parse(picked.from);
  const found = points.find((point) => Date.parse(point.at) === at);
  const value = key === null ? null : (found?.values[key] ?? null);
  if (ghost === null || key !== ghost.key) return { series: key, range: picked, value };
  const range = { from: back(picked.from, ghost.shift), to: back(picked.to, ghost.shift) };
  return { series: ghost.of, range, value };
}

/** Points of several sources, one for each moment. */
export function mergePoints(...sources: readonly (readonly SeriesPoint[])[]): SeriesPoint[] {
  const byTime = new Map<number, SeriesPoint>();
  for (const point of sources.flat()) {
    const at = Date.parse(point.at);
    const known = byTime.get(at);
    byTime.set(at, known ? { at: known.at, values: { ...known.values, ...point.values } } : point);
  }
  return [...byTime.values()];
}

export interface Change {
  /** "+12 %, worse than in the period before". */
  text: string;
  verdict: 'better' | 'worse' | 'neither';
}

/** How a value stands to the one before; null when one of them was not measured. */
export function changeOf(
  now: Measured,
  before: Measured | null,
  better: 'up' | 'down' | undefined,
): Change | null {
  if (now.value === null || before === null || before.value === null) return null;
  if (before.value === 0) {
    return now.value === 0 ? { text: 'as in the period before', verdict: 'neither' } : null;
  }
  const change = (now.value - before.value) / Math.abs(before.value);
  if (Math.abs(change) < 0.005) return { text: 'as in the period before', verdict: 'neither' };
  const amount = `${change > 0 ? '+' : '−'}${formatPercent(Math.abs(change))}`;
  if (better === undefined) return { text: `${amount} against the period before`, verdict: 'neither' };
  const verdict = change > 0 === (better === 'up') ? 'better' : 'worse';
  return { text: `${amount}, ${verdict} than in the period before`, verdict };
}
