import { ceilTo, cover, floorTo, type ReadingPlan } from '../rollups/levels.ts';
import { type GaugeLevel, gaugeLevels } from './level-store.ts';

/** Part of a range, read from one level, or from the single values; `from` and `to` are milliseconds since 1970. */
export interface GaugeSegment {
  level: GaugeLevel | 'values';
  from: number;
  to: number;
}

const [finest] = gaugeLevels;

/**
 * How a range is read: from the coarsest levels that give its steps, as far as they go, and from the values themselves at both
 * ends and behind. The segments follow each other and cover the range.
 */
export function gaugeSegments({ from, to, stepSeconds }: ReadingPlan, rolledUntil: Date): GaugeSegment[] {
  const usable = gaugeLevels.filter((seconds) => stepSeconds % seconds === 0);
  const begin = ceilTo(from, finest);
  const end = floorTo(Math.min(to, rolledUntil.getTime()), finest);
  if (usable.length === 0 || begin >= end) return [{ level: 'values', from, to }];
  const segments: GaugeSegment[] = [
    { level: 'values', from, to: begin },
    ...cover(begin, end, usable),
    { level: 'values', from: end, to },
  ];
  return segments.filter((segment) => segment.from < segment.to);
}
