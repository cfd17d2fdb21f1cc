/** What a rule's signal says at a moment, group by group. */
import type { MetricExpression, MetricGroup, MetricReading } from '../monitoring/schemas.ts';
import { type Counts, judgeBurn } from './burn-rate.ts';
import { type Baseline, judge } from './condition.ts';
import { weeksBefore } from './mute-times.ts';
import type { BurnSignal, MetricSignal, RuleDocument } from './rule-schemas.ts';
import { type Window, windowAt } from './signal-window.ts';
import type { JudgedObjective, Sources } from './sources.ts';
import type { GroupReading } from './verdict.ts';
import { unitOf } from './words.ts';

export interface SignalReading {
  groups: GroupReading[];
  /** There are others that were not read: one that is missing here may be among them. */
  more: boolean;
}

/** Throws what the sources throw. */
export function readSignal(document: RuleDocument, at: Date, sources: Sources): Promise<SignalReading> {
  const { signal } = document;
  return signal.kind === 'metric'
    ? readMetricSignal(document, signal, at, sources)
    : readBurnSignal(document, signal, at, sources);
}

async function readMetricSignal(
  document: RuleDocument,
  signal: MetricSignal,
  at: Date,
  { readMetric }: Sources,
): Promise<SignalReading> {
  const { expression, condition } = signal;
  const window = windowAt(signal, at);
  const [reading, weeks] = await Promise.all([
    readMetric({
      ...queryOf(expression, window),
      step: 0,
      ...(comparesPrevious(signal) && { compare: 'previous' }),
    }),
    readPastWeeks(document, signal, window, readMetric),
  ]);
  const groups = groupsOf(reading, expression).map(({ key, labels, value, count, previous }) => {
    const baseline: Baseline = {
      previous: previous !== null && previous.count >= document.minCount ? previous.value : null,
      weeks: weeks.map((week) => week.get(key) ?? []),
    };
    const enough = count >= document.minCount;
    const judged = value === null ? null : judge(condition, value, baseline, metricUnitOf(document));
    return {
      key,
      labels: { ...fixedLabels(expression), ...textLabels(labels) },
      value,
      count,
      wrong: enough ? (judged?.wrong ?? null) : null,
      threshold: judged?.threshold ?? null,
    };
  });
  return { groups, more: expression.groupBy !== undefined && reading.more };
}

function metricUnitOf(document: RuleDocument) {
  const unit = unitOf(document);
  return unit === 'burn' ? 'score' : unit;
}

function queryOf(expression: MetricExpression, { from, to }: Window) {
  return { ...expression, from: from.toISOString(), to: to.toISOString() };
}

function comparesPrevious({ condition }: MetricSignal): boolean {
  return condition.kind === 'unchanged' || (condition.kind === 'change' && condition.against === 'previous');
}

function groupsOf(reading: MetricReading, { groupBy }: MetricExpression): Omit<MetricGroup, 'points'>[] {
  if (groupBy !== undefined) return reading.groups;
  return [{ key: 'all', labels: {}, ...reading.total, previous: reading.previous }];
}

const hourMs = 3_600_000;

/**
 * Values at the same hour of each past week, by group. Of a window shorter than an hour: every window within the hour around
 * that time, so that a single minute of the past decides nothing.
 */
async function readPastWeeks(
  { timeZone }: RuleDocument,
  signal: MetricSignal,
  window: Window,
  readMetric: Sources['readMetric'],
): Promise<ReadonlyMap<string, number[]>[]> {
  const { condition, expression, windowSeconds } = signal;
  const weeks =
    condition.kind === 'anomaly' || (condition.kind === 'change' && condition.against === 'past_weeks')
      ? condition.weeks
      : 0;
  const short = windowSeconds < hourMs / 1000;
  return Promise.all(
    Array.from({ length: weeks }, async (_, index) => {
      const to = weeksBefore(window.to, index + 1, timeZone).getTime();
      const around: Window = short
        ? { from: new Date(to - hourMs / 2 - windowSeconds * 500), to: new Date(to + hourMs / 2) }
        : { from: new Date(to - windowSeconds * 1000), to: new Date(to) };
      const reading = await readMetric({ ...queryOf(expression, around), step: short ? windowSeconds : 0 });
      return new Map(
        short
          ? pointsOf(reading, expression)
          : groupsOf(reading, expression).map(
              ({ key, value }) => [key, value === null ? [] : [value]] as const,
            ),
      );
    }),
  );
}

function pointsOf(reading: MetricReading, { groupBy }: MetricExpression): [string, number[]][] {
  return reading.groups.map(({ key, points }) => [
    groupBy === undefined ? 'all' : key,
    points.flatMap(({ value }) => (value === null ? [] : [value])),
  ]);
}

function textLabels(labels: MetricGroup['labels']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** What the expression itself narrows down to is true of every group. */
export function fixedLabels(expression: MetricExpression): Record<string, string> {
  const { endpoint, environment, model, version, arm, configuration, subject } = expression;
  return textLabels({
    ...{ endpoint, model, version, arm, configuration, subject },
    ...(environment !== undefined && { environment }),
  });
}

async function readBurnSignal(
  { minCount }: RuleDocument,
  { objective, windows }: BurnSignal,
  at: Date,
  { objectives, countObjective }: Sources,
): Promise<SignalReading> {
  const all = await objectives();
  const judged = objective === null ? all : all.filter(({ id }) => id === objective);
  const lengths = [
    ...new Set(windows.flatMap(({ longSeconds, shortSeconds }) => [longSeconds, shortSeconds])),
  ];
  const groups = await Promise.all(
    judged.map(async (one) => {
      const counts = await countsAt(one, lengths, at, countObjective);
      const none: Counts = { good: 0, total: 0 };
      const { wrong, value, threshold, count } = judgeBurn(
        windows,
        (seconds) => counts.get(seconds) ?? none,
        one.target,
        minCount,
      );
      return {
        key: `${one.endpoint}: ${one.name}`,
        labels: { endpoint: one.endpoint, objective: one.name },
        value,
        count,
        wrong,
        threshold,
      };
    }),
  );
  return { groups, more: false };
}

async function countsAt(
  objective: JudgedObjective,
  lengths: readonly number[],
  at: Date,
  count: Sources['countObjective'],
): Promise<ReadonlyMap<number, Counts>> {
  const to = new Date(Math.ceil(at.getTime() / 60_000) * 60_000);
  return new Map(
    await Promise.all(
      lengths.map(async (seconds): Promise<[number, Counts]> => {
        return [seconds, await count(objective, new Date(to.getTime() - seconds * 1000), to)];
      }),
    ),
  );
}
