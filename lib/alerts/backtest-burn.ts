/** Burn rates of the past as evaluations would have had them. */
import type { ObjectiveCounts } from '../objectives/schemas.ts';
import type { PlayedGroup } from './backtest.ts';
import type { PlayedRange } from './backtest-metric.ts';
import { judgeBurn } from './burn-rate.ts';
import type { BurnSignal, RuleDocument } from './rule-schemas.ts';
import type { JudgedObjective } from './sources.ts';

export type CountSeries = readonly ({ at: Date } & ObjectiveCounts)[];

/** Seconds of history that the first step needs. */
export function longestWindow({ windows }: BurnSignal): number {
  return Math.max(...windows.map(({ longSeconds }) => longSeconds));
}

/** `series` reaches back by the longest window before the range. Any window is a difference of two running sums. */
export function playedBurn(
  document: RuleDocument,
  signal: BurnSignal,
  objective: JudgedObjective,
  { from, to, stepSeconds }: PlayedRange,
  series: CountSeries,
): PlayedGroup {
  const step = stepSeconds * 1000;
  const first =
    Math.floor(from.getTime() / step) * step - Math.ceil(longestWindow(signal) / stepSeconds) * step;
  const slots = Math.ceil((to.getTime() - first) / step);
  const byTime = new Map(series.map((one) => [Math.floor((one.at.getTime() - first) / step), one]));
  const sums: ObjectiveCounts[] = [{ good: 0, total: 0 }];
  for (let slot = 0; slot < slots; slot++) {
    const { good = 0, total = 0 } = byTime.get(slot) ?? {};
    const last = sums[slot] ?? { good: 0, total: 0 };
    sums.push({ good: last.good + good, total: last.total + total });
  }
  const key = `${objective.endpoint}: ${objective.name}`;
  const labels = { endpoint: objective.endpoint, objective: objective.name };
  const begin = Math.round((Math.floor(from.getTime() / step) * step - first) / step);
  const points = Array.from({ length: Math.max(0, slots - begin) }, (_, index) => {
    const slot = begin + index;
    const countsOf = (seconds: number): ObjectiveCounts => {
      const end = sums[slot + 1] ?? { good: 0, total: 0 };
      const start = sums[Math.max(0, slot + 1 - Math.max(1, Math.round(seconds / stepSeconds)))] ?? end;
      return { good: end.good - start.good, total: end.total - start.total };
    };
    const { wrong, value, threshold, count } = judgeBurn(
      signal.windows,
      countsOf,
      objective.target,
      document.minCount,
    );
    return { at: new Date(first + slot * step), reading: { key, labels, value, count, wrong, threshold } };
  });
  return { key, points };
}
