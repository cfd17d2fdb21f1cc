import { columnLabel } from '../columns.ts';

/** What the gauges of a verdict are of: `daily: Answer length (language: de)`. */
export function subjectOf(monitor: string, column: string, slice: string): string {
  return `${monitor}: ${columnLabel(column)}${slice === '' ? '' : ` (${slice})`}`.slice(0, 300);
}
