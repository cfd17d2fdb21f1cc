import { readMetric } from '../monitoring/index.ts';
import type { MetricReading } from '../monitoring/schemas.ts';
import { inTurns } from '../platform/in-turns.ts';
import {
  budgetEndsAt,
  budgetLeft,
  burnRate,
  burnSeconds,
  failuresLeft,
  forecastRate,
  stateOf,
} from './budget.ts';
import { countsIn, measureKey, queryOf } from './measure.ts';
import { objectiveCounts } from './objective-counts.ts';
import type { MeasuredObjective, Objective, ObjectiveCounts, ObjectiveStatus } from './schemas.ts';

type Counter = (objective: Objective, seconds: number) => Promise<ObjectiveCounts>;

/** How each objective stands now. Whoever asks must have checked who may see them. */
export async function measureObjectives(
  objectives: readonly Objective[],
  now: Date,
): Promise<MeasuredObjective[]> {
  const count = objectives.length > 1 ? sharedCounter(now) : singleCounter(now);
  return Promise.all(
    objectives.map(async (objective) => ({ ...objective, status: await statusOf(objective, count, now) })),
  );
}

/** Of all requests of this process together. */
const turn = inTurns(4);

const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000);

function singleCounter(now: Date): Counter {
  return (objective, seconds) => turn(() => objectiveCounts(objective, before(now, seconds), now));
}

/** One reading for all objectives that count the same, so that a hundred endpoints cost as much as one. */
function sharedCounter(now: Date): Counter {
  const readings = new Map<string, Promise<MetricReading>>();
  const alone = singleCounter(now);
  return async (objective, seconds) => {
    const key = `${measureKey(objective)}/${seconds}`;
    const reading =
      readings.get(key) ??
      turn(() => readMetric(queryOf(objective, null, { from: before(now, seconds), to: now, step: 0 })));
    readings.set(key, reading);
    return countsIn(await reading, objective) ?? alone(objective, seconds);
  };
}

async function statusOf(objective: Objective, count: Counter, now: Date): Promise<ObjectiveStatus> {
  const { target, windowDays } = objective;
  const [counts, ...recent] = await Promise.all(
    [windowDays * 86_400, ...burnSeconds].map((seconds) => count(objective, seconds)),
  );
  const whole = counts ?? { good: 0, total: 0 };
  const burn = burnSeconds.map((seconds, index) => {
    const counted = recent[index] ?? { good: 0, total: 0 };
    return { seconds, rate: burnRate(counted, target), total: counted.total };
  });
  const left = budgetLeft(whole, target);
  const endsAt = budgetEndsAt(left, forecastRate(burn), windowDays, now);
  return {
    ...whole,
    state: stateOf(left, endsAt),
    value: whole.total === 0 ? null : whole.good / whole.total,
    budgetLeft: left,
    failuresLeft: failuresLeft(whole, target),
    burn,
    endsAt: endsAt?.toISOString() ?? null,
  };
}
