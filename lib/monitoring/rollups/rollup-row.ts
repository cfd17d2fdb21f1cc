/** One row of the rollups in memory, and how rows are added up. */
import {
  type Counts,
  counterNames,
  distributionNames,
  noCounts,
  type TallyName,
  tallyNames,
} from './measures.ts';
import { addSlices, packSketches, sliceOf } from './packed-sketches.ts';
import { SketchBuffer } from './sketch-buffer.ts';

export type Tallies = Record<TallyName, Map<string, number>>;

export interface Measures {
  counts: Counts;
  tallies: Tallies;
  /** As packed-sketches.ts says; null for none. */
  sketches: Buffer | null;
}

export interface RollupRow extends Measures {
  start: Date;
  /** Number of the series. */
  series: number;
}

export function noTallies(): Tallies {
  return {
    errors_by_kind: new Map(),
    guardrail_hits: new Map(),
    languages: new Map(),
    feedback_reasons: new Map(),
  };
}

export function addToTally(tally: Map<string, number>, kind: string, count: number): void {
  const sum = (tally.get(kind) ?? 0) + count;
  if (sum === 0) tally.delete(kind);
  else tally.set(kind, sum);
}

export function addCounts(target: Counts, more: Counts): void {
  for (const name of counterNames) {
    if (name === 'cost' || name === 'cost_squares') target[name] += more[name];
    else target[name] += more[name];
  }
}

const buffers = new Map(distributionNames.map((name) => [name, new SketchBuffer()]));

/** The sum of rows of one series and period. */
export function mergeMeasures(parts: readonly Measures[]): Measures {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const counts = noCounts();
  const tallies = noTallies();
  for (const part of parts) {
    addCounts(counts, part.counts);
    for (const name of tallyNames) {
      for (const [kind, count] of part.tallies[name]) addToTally(tallies[name], kind, count);
    }
  }
  return { counts, tallies, sketches: mergeSketches(parts.flatMap(({ sketches }) => sketches ?? [])) };
}

function mergeSketches(packed: readonly Buffer[]): Buffer | null {
  if (packed.length < 2) return packed[0] ?? null;
  for (const [place, name] of distributionNames.entries()) {
    const buffer = buffers.get(name);
    buffer?.clear();
    for (const one of packed) if (buffer !== undefined) addSlices(sliceOf(one, place), buffer);
  }
  return packSketches(buffers);
}
