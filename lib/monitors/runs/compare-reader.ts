import type { Meaning } from '../meaning/embed-samples.ts';
import type { SampledRow } from '../rows/rows-store.ts';
import { compareColumn } from '../statistics/compare-column.ts';
import { noMeasures } from '../statistics/compare-texts.ts';
import { comparisonOfVectors } from '../statistics/compare-vectors.ts';
import type { ComparedColumn } from '../statistics/judge-columns.ts';
import { profileColumn } from '../statistics/profile-column.ts';
import type { ColumnReader } from './column-reader.ts';
import type { Shown } from './pick-examples.ts';

interface Sides {
  baseline: readonly SampledRow[];
  current: readonly SampledRow[];
}

/** One column of one slice, and rows to show of it. */
export function compareReader(
  reader: ColumnReader,
  { baseline, current }: Sides,
  meaning: Meaning | null,
): { column: ComparedColumn; shown: Shown[] } {
  const before = baseline.map(reader.read);
  const now = current.map(reader.read);
  const profiles = {
    words: reader.words,
    baseline: profileColumn(reader.kind, before),
    current: profileColumn(reader.kind, now),
  };
  const vectors = reader.kind === 'text' ? meaning?.vectors : null;
  if (vectors) {
    const { comparison, shown } = compareMeaning(vectors, { baseline, current });
    const { missing } = compareColumn('boolean', {
      baseline: before.map(isThere),
      current: now.map(isThere),
    });
    return {
      shown,
      column: { ...profiles, comparison: { ...comparison, missing, basis: meaning?.basis ?? null } },
    };
  }
  const comparison = compareColumn(reader.kind, { baseline: before, current: now });
  return {
    column: {
      ...profiles,
      comparison: { ...comparison, basis: reader.kind === 'text' ? (meaning?.basis ?? null) : null },
    },
    shown: current.map(({ id }, i) => ({
      requestId: id,
      value: reader.kind === 'text' && now[i] !== null ? '' : (now[i] ?? null),
      distance: null,
    })),
  };
}

const isThere = (value: unknown): true | null => (value === null ? null : true);

/** Of those rows that were embedded. */
function compareMeaning(vectors: ReadonlyMap<SampledRow, Float32Array>, { baseline, current }: Sides) {
  const embedded = (rows: readonly SampledRow[]) =>
    rows.flatMap((row) => {
      const vector = vectors.get(row);
      return vector === undefined ? [] : [{ id: row.id, vector }];
    });
  const [a, b] = [embedded(baseline), embedded(current)];
  const { distances, ...compared } = comparisonOfVectors(
    a.map(({ vector }) => vector),
    b.map(({ vector }) => vector),
  );
  return {
    comparison: {
      kind: 'text' as const,
      ...compared,
      rows: { baseline: a.length, current: b.length },
      measures: noMeasures,
    },
    shown: b.map(
      ({ id }, i): Shown => ({
        requestId: id,
        value: '',
        distance: distances.current[i] ?? null,
      }),
    ),
  };
}
