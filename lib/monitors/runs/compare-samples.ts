import type { SliceKey } from '../columns.ts';
import type { Thresholds } from '../drift-schemas.ts';
import type { RowSample, SampledRow } from '../rows/rows-store.ts';
import { sliceAlike, sliceRows } from '../rows/slices.ts';
import { compareColumn } from '../statistics/compare-column.ts';
import { judgeColumns } from '../statistics/judge-columns.ts';
import { profileColumn } from '../statistics/profile-column.ts';
import type { ColumnReader } from './column-reader.ts';
import { type ColumnResult, isDrift } from './run-store.ts';

interface Samples {
  readers: readonly ColumnReader[];
  current: RowSample;
  baseline: RowSample;
}

/**
 * All rows are one family of tests and all slices together another: what slices there are does not weaken the verdict on the
 * whole.
 */
export async function compareSamples(
  { slices: keys, thresholds }: { slices: readonly SliceKey[]; thresholds: Thresholds },
  { readers, current, baseline }: Samples,
  checkpoint: () => Promise<void>,
): Promise<{ results: ColumnResult[]; left: number }> {
  const { slices, left } = sliceRows(current.rows, keys, slicesOf(readers.length, keys.length));
  const alike = sliceAlike(baseline.rows, keys, slices.keys());
  const compared: (Omit<ColumnResult, 'finding'> & {
    column: string;
    judged: ReturnType<typeof compareReader>;
  })[] = [];
  for (const [slice, rows] of slices) {
    for (const reader of readers) {
      const judged = compareReader(reader, alike.get(slice) ?? [], rows);
      compared.push({ slice, column: reader.key, profile: judged.current, judged });
    }
    await checkpoint();
  }
  const families = [
    compared.filter(({ slice }) => slice === ''),
    compared.filter(({ slice }) => slice !== ''),
  ];
  const results = families.flatMap((family) => {
    const findings = judgeColumns(
      family.map(({ judged }) => judged),
      thresholds,
    );
    return family.map(({ slice, column, profile }, i) =>
      kept({ slice, column, profile, finding: findings[i] ?? null }),
    );
  });
  return { results, left };
}

function compareReader(reader: ColumnReader, before: SampledRow[], now: SampledRow[]) {
  const baseline = before.map(reader.read);
  const current = now.map(reader.read);
  return {
    comparison: compareColumn(reader.kind, { baseline, current }),
    words: reader.words,
    baseline: profileColumn(reader.kind, baseline),
    current: profileColumn(reader.kind, current),
  };
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
