/** Rows as Parquet wants them: column by column. Only values are held, so that what was read for a row can go. */
import type { ColumnSource } from 'hyparquet-writer';
import { columnValues, proseMemory } from './column-values.ts';
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
 * One group serves a whole file, and most of its memory is used again and again: what waits on the heap for the rest of
 * its group is what garbage collection has to carry along.
 */
export function rowGroup(): RowGroup {
  const prose = proseMemory(maxBytes);
  const held = columns.map((column) => ({ column, values: columnValues(column, maxRows, prose) }));
  return {
    rows: 0,
    add(shown) {
      for (const { column, values } of held) values.add(column.of(shown));
      this.rows += 1;
      return this.rows >= maxRows || prose.used() >= maxBytes;
    },
    columnData() {
      return held.map(({ column, values }) => ({
        name: column.name,
        data: values.data(),
        ...((column.prose || column.unique) && { encoding: 'PLAIN', statistics: !column.prose }),
      }));
    },
    empty() {
      for (const { values } of held) values.empty();
      prose.empty();
      this.rows = 0;
    },
  };
}
