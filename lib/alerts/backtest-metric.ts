/** Readings of the past as evaluations would have had them, for rules on metrics. */
import type { MetricQuery, MetricReading } from '../monitoring/schemas.ts';
import type { PlayedGroup, PlayedPoint } from './backtest.ts';
import { type Baseline, judge } from './condition.ts';
import { weeksBefore } from './mute-times.ts';
import { fixedLabels } from './read-signal.ts';
import type { MetricSignal, RuleDocument } from './rule-schemas.ts';
import type { GroupReading } from './verdict.ts';
import { unitOf } from './words.ts';

export interface PlayedRange {
  from: Date;
  to: Date;
  stepSeconds: number;
}

interface Measured {
  value: number | null;
  count: number;
}

type Series = ReadonlyMap<string, ReadonlyMap<number, Measured>>;

const halfHourMs = 1_800_000;

export async function playedMetric(
  document: RuleDocument,
  signal: MetricSignal,
  range: PlayedRange,
  read: (query: MetricQuery) => Promise<MetricReading>,
  mostGroups: number,
): Promise<{ groups: PlayedGroup[]; more: boolean }> {
  const [reading, weeks] = await Promise.all([
    read(queryOf(signal, range)),
    Promise.all(
      Array.from({ length: weeksOf(signal) }, async (_, index): Promise<Series> => {
        const shift = shiftOf(index + 1, document.timeZone, range.to);
        const around = {
          from: new Date(range.from.getTime() - shift - halfHourMs),
          to: new Date(range.to.getTime() - shift + halfHourMs),
          stepSeconds: range.stepSeconds,
        };
        return seriesOf(await read(queryOf(signal, around)), signal, shift);
      }),
    ),
  ]);
  const series = seriesOf(reading, signal, 0);
  const keys = [...series.keys()].slice(0, mostGroups);
  const ticks = ticksOf(range);
  const groups = keys.map((key) => ({
    key,
    points: pointsOf(document, signal, { key, labels: labelsOf(reading, key), ticks, series, weeks, range }),
  }));
  return { groups, more: reading.more || series.size > mostGroups };
}

function weeksOf({ condition }: MetricSignal): number {
  if (condition.kind === 'anomaly') return condition.weeks;
  return condition.kind === 'change' && condition.against === 'past_weeks' ? condition.weeks : 0;
}

function shiftOf(weeks: number, timeZone: string, at: Date): number {
  return at.getTime() - weeksBefore(at, weeks, timeZone).getTime();
}

function queryOf({ expression }: MetricSignal, { from, to, stepSeconds }: PlayedRange): MetricQuery {
  return { ...expression, from: from.toISOString(), to: to.toISOString(), step: stepSeconds };
}

function ticksOf({ from, to, stepSeconds }: PlayedRange): number[] {
  const step = stepSeconds * 1000;
  const first = Math.ceil(from.getTime() / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((to.getTime() - first) / step)) },
    (_, i) => first + i * step,
  );
}

/** By group and by time, moved forward by `shift` to where it is compared. */
function seriesOf(reading: MetricReading, { expression }: MetricSignal, shift: number): Series {
  return new Map(
    reading.groups.map(({ key, points }) => [
      expression.groupBy === undefined ? 'all' : key,
      new Map(points.map(({ at, value, count }) => [Date.parse(at) + shift, { value, count }])),
    ]),
  );
}

function labelsOf(reading: MetricReading, key: string): Record<string, string> {
  const labels = reading.groups.find((group) => group.key === key)?.labels ?? {};
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}

interface Played {
  key: string;
  labels: Record<string, string>;
  ticks: readonly number[];
  series: Series;
  weeks: readonly Series[];
  range: PlayedRange;
}

function pointsOf(document: RuleDocument, signal: MetricSignal, played: Played): PlayedPoint[] {
  const { key, labels, ticks, series, weeks, range } = played;
  const own = series.get(key);
  const step = range.stepSeconds * 1000;
  const unit = unitOf(document);
  const pasts = weeks.map((week) => [...(week.get(key) ?? [])]);
  const cursors = pasts.map(() => 0);
  return ticks.map((tick) => {
    const measured = own?.get(tick);
    if (measured === undefined || measured.value === null) return { at: new Date(tick), reading: undefined };
    const before = own?.get(tick - step);
    const baseline: Baseline = {
      previous: before !== undefined && before.count >= document.minCount ? before.value : null,
      weeks: pasts.map((past, week) => nearby(past, tick, cursors, week)),
    };
    const { wrong, threshold } = judge(
      signal.condition,
      measured.value,
      baseline,
      unit === 'burn' ? 'score' : unit,
    );
    const reading: GroupReading = {
      key,
      labels: { ...fixedLabels(signal.expression), ...labels },
      ...measured,
      wrong: measured.count >= document.minCount ? wrong : null,
      threshold,
    };
    return { at: new Date(tick), reading };
  });
}

/** Values within the hour around a time; ticks only go forward, so the search goes on where it ended. */
function nearby(
  past: readonly (readonly [number, Measured])[],
  tick: number,
  cursors: number[],
  week: number,
): number[] {
  let first = cursors[week] ?? 0;
  while (first < past.length && (past[first]?.[0] ?? 0) < tick - halfHourMs) first++;
  cursors[week] = first;
  const values: number[] = [];
  for (let index = first; index < past.length; index++) {
    const [at, { value }] = past[index] ?? [Number.POSITIVE_INFINITY, { value: null }];
    if (at > tick + halfHourMs) break;
    if (value !== null) values.push(value);
  }
  return values;
}
