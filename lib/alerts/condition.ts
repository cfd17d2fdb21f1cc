/** Whether a value is wrong. Pure; what it is compared with comes in. */
import type { MetricUnit } from '../monitoring/schemas.ts';
import type { Condition, Direction } from './rule-schemas.ts';
import { median, robustScore } from './statistics.ts';

/** What a value is compared with; null or empty where nothing was measured. */
export interface Baseline {
  /** The window before. */
  previous: number | null;
  /** Values at the same hour, by week. */
  weeks: readonly (readonly number[])[];
}

export interface Judgement {
  /** Null: it cannot be told, because there is too little to compare with. */
  wrong: boolean | null;
  /** What the value crossed, or would have to cross; null where there is no one number. */
  threshold: number | null;
}

const untold: Judgement = { wrong: null, threshold: null };

export function judge(condition: Condition, value: number, baseline: Baseline, unit: MetricUnit): Judgement {
  switch (condition.kind) {
    case 'above':
      return { wrong: value > condition.threshold, threshold: condition.threshold };
    case 'below':
      return { wrong: value < condition.threshold, threshold: condition.threshold };
    case 'outside': {
      const { low, high } = condition;
      const nearer = Math.abs(value - low) < Math.abs(value - high) ? low : high;
      return {
        wrong: value < low || value > high,
        threshold: value < low ? low : value > high ? high : nearer,
      };
    }
    case 'unchanged':
      return baseline.previous === null
        ? untold
        : { wrong: value === baseline.previous, threshold: baseline.previous };
    case 'change':
      return judgeChange(condition, value, baseline);
    case 'anomaly':
      return judgeAnomaly(condition, value, baseline, unit);
  }
}

function judgeChange(
  { direction, by, against }: Extract<Condition, { kind: 'change' }>,
  value: number,
  baseline: Baseline,
): Judgement {
  const past = against === 'previous' ? baseline.previous : usualOf(baseline.weeks);
  if (past === null || past === 0) return untold;
  const [low, high] = [past - Math.abs(past) * by, past + Math.abs(past) * by];
  return crossed(direction, value, low, high);
}

function judgeAnomaly(
  { direction, score, minWeeks }: Extract<Condition, { kind: 'anomaly' }>,
  value: number,
  { weeks }: Baseline,
  unit: MetricUnit,
): Judgement {
  const measured = weeks.filter((values) => values.length > 0);
  if (measured.length < minWeeks) return untold;
  const past = measured.flat();
  const middle = median(past);
  const spread = leastSpread(middle, unit);
  const distance = spreadOf(past, spread) * score;
  const verdict = crossed(direction, value, middle - distance, middle + distance);
  return { ...verdict, wrong: exceeds(direction, robustScore(value, past, spread), score) };
}

/** One unit of the score, in the metric's own unit. */
function spreadOf(past: readonly number[], least: number): number {
  const middle = median(past);
  const ahead = middle + Math.max(1, Math.abs(middle));
  const score = robustScore(ahead, past, least);
  return Number.isFinite(score) ? (ahead - middle) / score : 0;
}

/** A twentieth of what is usual; of shares at least a percentage point. */
function leastSpread(middle: number, unit: MetricUnit): number {
  return Math.max(Math.abs(middle) / 20, unit === 'share' ? 0.01 : 0);
}

function usualOf(weeks: Baseline['weeks']): number | null {
  const past = weeks.flat();
  return past.length === 0 ? null : median(past);
}

function exceeds(direction: Direction, score: number, limit: number): boolean {
  return (direction !== 'down' && score > limit) || (direction !== 'up' && score < -limit);
}

function crossed(direction: Direction, value: number, low: number, high: number): Judgement {
  const above = direction !== 'down' && value > high;
  const below = direction !== 'up' && value < low;
  const nearer = Math.abs(value - low) < Math.abs(value - high) ? low : high;
  const bound = direction === 'up' ? high : direction === 'down' ? low : nearer;
  return { wrong: above || below, threshold: bound };
}
