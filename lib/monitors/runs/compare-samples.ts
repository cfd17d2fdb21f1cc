import type { SliceKey } from '../columns.ts';
import type { Thresholds } from '../drift-schemas.ts';
import type { Meaning } from '../meaning/embed-samples.ts';
import type { RowSample } from '../rows/rows-store.ts';
import { sliceAlike, sliceRows } from '../rows/slices.ts';
import { judgeColumns } from '../statistics/judge-columns.ts';
import type { ColumnReader } from './column-reader.ts';
import { compareReader } from './compare-reader.ts';
import { pickExamples } from './pick-examples.ts';
import { type ColumnResult, isDrift } from './run-store.ts';

interface Samples {
  readers: readonly ColumnReader[];
  current: RowSample;
  baseline: RowSample;
  /** Of questions; null when no column asks for it. */
  meaning: Meaning | null;
}

/**
 * All rows are one family of tests and all slices together another: what slices there are does not weaken the verdict on the
 * whole.
 */
export async function compareSamples(
  { slices: keys, thresholds }: { slices: readonly SliceKey[]; thresholds: Thresholds },
  { readers, current, baseline, meaning }: Samples,
  checkpoint: () => Promise<void>,
): Promise<{ results: ColumnResult[]; left: number }> {
  const { slices, left } = sliceRows(current.rows, keys, slicesOf(readers.length, keys.length));
  const alike = sliceAlike(baseline.rows, keys, slices.keys());
  const compared: Compared[] = [];
  for (const [slice, rows] of slices) {
    for (const reader of readers) {
      const sides = { baseline: alike.get(slice) ?? [], current: rows };
      compared.push({ slice, reader, ...compareReader(reader, sides, meaning) });
      await checkpoint();
    }
  }
  const families = [
    compared.filter(({ slice }) => slice === ''),
    compared.filter(({ slice }) => slice !== ''),
  ];
  return { results: families.flatMap((family) => judgeFamily(family, thresholds)), left };
}

interface Compared extends ReturnType<typeof compareReader> {
  slice: string;
  reader: ColumnReader;
}

function judgeFamily(family: readonly Compared[], thresholds: Thresholds): ColumnResult[] {
  const findings = judgeColumns(
    family.map(({ column }) => column),
    thresholds,
  );
  return family.map(({ slice, reader, column, shown }, i) => {
    const found = findings[i] ?? null;
    const finding = found === null ? null : { ...found, examples: pickExamples(found, shown) };
    return kept({ slice, column: reader.key, profile: column.current, finding });
  });
}

/** Comparisons of slices in one window; with many columns and kinds of slices fewer values of each are looked at. */
const mostComparisons = 1500;

function slicesOf(columns: number, kinds: number): number {
  return Math.min(20, Math.max(5, Math.floor(mostComparisons / Math.max(1, columns * kinds))));
}

/** Of slices that did not drift the distributions are not kept: there are many, and nobody looks for what did not happen. */
function kept(result: ColumnResult): ColumnResult {
  const { slice, profile, finding } = result;
  if (slice === '' || finding === null || isDrift(finding)) return result;
  const distributions = { edges: null, labels: [], baseline: [], current: [] };
  const baseline = { ...finding.baseline, frequent: [] };
  return {
    ...result,
    profile: { ...profile, frequent: [] },
    finding: { ...finding, distributions, baseline },
  };
}
