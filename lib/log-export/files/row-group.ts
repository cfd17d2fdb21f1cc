/** Rows as Parquet wants them: column by column. Only values are held, so that what was read for a row can go. */
import type { ColumnSource } from 'hyparquet-writer';
import { columns } from './columns.ts';
import type { Shown } from './shown.ts';

/** A group ends with whichever comes first. */
const maxRows = 10_000;
/** Of its prose, which outweighs the rest. */
const maxBytes = 8_000_000;

export interface RowGroup {
  rows: number;
  /** Whether this row filled it. */
  add(shown: Shown): boolean;
  /** Good until the group is emptied. */
  columnData(): ColumnSource[];
  /** For the rows that follow. */
  empty(): void;
}

/**
 * One group serves a whole file. Its prose lies in one piece of memory outside of the heap, used again and again: as
 * strings, the rows that wait for the rest of their group would be most of what garbage collection has to carry along.
 */
export function rowGroup(): RowGroup {
  const memory = Buffer.allocUnsafeSlow(maxBytes);
  let values: unknown[][] = columns.map(() => []);
  let used = 0;

  const stored = (text: string): Buffer => {
    const bytes = Buffer.byteLength(text);
    const start = used;
    used += bytes;
    if (used > memory.byteLength) return Buffer.from(text);
    memory.write(text, start);
    return memory.subarray(start, used);
  };
  return {
    rows: 0,
    add(shown) {
      for (const [at, { of, prose }] of columns.entries()) {
        const value = of(shown);
        values[at]?.push(prose && typeof value === 'string' ? stored(value) : value);
      }
      this.rows += 1;
      return this.rows >= maxRows || used >= maxBytes;
    },
    columnData() {
      return columns.map(({ name, prose }, at) => ({
        name,
        data: values[at] ?? [],
        ...(prose && { encoding: 'PLAIN', statistics: false }),
      }));
    },
    empty() {
      values = columns.map(() => []);
      used = 0;
      this.rows = 0;
    },
  };
}
