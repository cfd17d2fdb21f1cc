import { type SliceKey, sliceLabels } from '../columns.ts';
import type { SampledRow } from './rows-store.ts';

export interface Sliced {
  /** Rows by slice, e.g. `language: de`; all rows under the empty name. */
  slices: Map<string, SampledRow[]>;
  /** Values that were left out. */
  left: number;
}

/**
 * The slices of a window: of each kind the `most` most frequent values; ten thousand versions are not looked at. Which they are
 * is decided by its own rows; the baseline is cut by the same.
 */
export function sliceRows(rows: SampledRow[], keys: readonly SliceKey[], most: number): Sliced {
  const slices = new Map([['', rows]]);
  let left = 0;
  for (const key of keys) {
    const groups = groupRows(rows, key);
    const kept = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)).slice(0, most);
    for (const [value, members] of kept) slices.set(sliceName(key, value), members);
    left += groups.size - kept.length;
  }
  return { slices, left };
}

/** The same slices of other rows. */
export function sliceAlike(
  rows: SampledRow[],
  keys: readonly SliceKey[],
  names: Iterable<string>,
): Map<string, SampledRow[]> {
  const all = new Map([['', rows]]);
  for (const key of keys) {
    for (const [value, members] of groupRows(rows, key)) all.set(sliceName(key, value), members);
  }
  return new Map([...names].map((name) => [name, all.get(name) ?? []]));
}

const maxNameChars = 200;

const sliceName = (key: SliceKey, value: string): string =>
  `${sliceLabels[key]}: ${value}`.slice(0, maxNameChars);

function groupRows(rows: SampledRow[], key: SliceKey): Map<string, SampledRow[]> {
  const groups = new Map<string, SampledRow[]>();
  for (const row of rows) {
    const value = row.slices[key];
    if (value === null || value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return groups;
}
