import { assertMay, type Caller } from '../access/index.ts';
import { queryMetric } from '../monitoring/index.ts';
import { allObjectives, objectiveSeries } from '../objectives/index.ts';
import { type PlayedGroup, playRule } from './backtest.ts';
import { longestWindow, playedBurn } from './backtest-burn.ts';
import { type PlayedRange, playedMetric } from './backtest-metric.ts';
import type { Backtest, BacktestInput } from './backtest-schemas.ts';
import { assertMayAtRule, endpointOfSignal } from './rule-place.ts';
import type { RuleDocument } from './rule-schemas.ts';
import { formatSeconds } from './words.ts';

/** Steps and groups that are looked at: enough for 30 days at hourly steps, seconds at most. */
const mostSteps = 2100;
const mostGroups = 40;
const mostObjectives = 10;
const niceSteps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/**
 * What a rule would have done over the last days, before it is saved. Reads what the caller may read; takes `alerts.write`
 * where the rule is.
 */
export async function backtestRule(
  caller: Caller,
  { document, days }: BacktestInput,
  now = new Date(),
): Promise<Backtest> {
  assertMay(caller, 'alerts.write');
  await assertMayAtRule(caller, 'alerts.write', await endpointOfSignal(document.signal));
  const stepSeconds = stepOf(document, days * 86_400);
  const to = lastStepEnd(document, stepSeconds, now);
  const from = new Date(to.getTime() - days * 86_400_000);
  const { groups, remarks } = await playedGroups(caller, document, { from, to, stepSeconds });
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    stepSeconds,
    ...playRule(document, groups, stepSeconds),
    remarks: [...stepRemarks(document, stepSeconds), ...remarks],
  };
}

/** The step that is under way counts, except where values add up: part of it would look like a drop. */
function lastStepEnd({ signal }: RuleDocument, stepSeconds: number, now: Date): Date {
  const addsUp = signal.kind === 'metric' && ['sum', 'rate'].includes(signal.expression.aggregation);
  const round = addsUp ? Math.floor : Math.ceil;
  return new Date(round(now.getTime() / (stepSeconds * 1000)) * stepSeconds * 1000);
}

function lengthOf({ signal }: RuleDocument): number {
  return signal.kind === 'metric'
    ? signal.windowSeconds
    : Math.min(...signal.windows.map(({ shortSeconds }) => shortSeconds));
}

function stepOf(document: RuleDocument, seconds: number): number {
  const wanted = Math.ceil(Math.max(lengthOf(document), seconds / mostSteps) / 60) * 60;
  return niceSteps.find((step) => step >= wanted) ?? 86_400;
}

function stepRemarks(document: RuleDocument, stepSeconds: number): string[] {
  if (stepSeconds === lengthOf(document)) return [];
  return [
    `Over so long a time it is looked at in steps of ${formatSeconds(stepSeconds)}; short peaks may fire that are not counted here.`,
  ];
}

async function playedGroups(
  caller: Caller,
  document: RuleDocument,
  range: PlayedRange,
): Promise<{ groups: PlayedGroup[]; remarks: string[] }> {
  const { signal } = document;
  if (signal.kind === 'metric') {
    const read = (query: Parameters<typeof queryMetric>[1]) => queryMetric(caller, query);
    const { groups, more } = await playedMetric(document, signal, range, read, mostGroups);
    return { groups, remarks: more ? [`The ${mostGroups} groups with most counted were looked at.`] : [] };
  }
  const all = await allObjectives();
  const objectives = signal.objective === null ? all : all.filter(({ id }) => id === signal.objective);
  const from = new Date(range.from.getTime() - longestWindow(signal) * 1000);
  const groups = await Promise.all(
    objectives.slice(0, mostObjectives).map(async (objective) => {
      const series = await objectiveSeries(objective, { from, to: range.to, step: range.stepSeconds });
      return playedBurn(document, signal, objective, range, series);
    }),
  );
  const remarks =
    objectives.length > mostObjectives ? [`The first ${mostObjectives} objectives were looked at.`] : [];
  return { groups, remarks };
}
