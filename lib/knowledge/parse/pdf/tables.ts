import { looksLikeHeader } from '../table-rows.ts';
import type { BodyStyle } from './body-style.ts';
import type { Line, Segment } from './layout.ts';
import { listMarker } from './list-marker.ts';

export interface TableRow {
  cells: string[];
  lines: Line[];
}

export interface Table {
  header: string[] | null;
  rows: TableRow[];
  /** Every line of the table, the header's too. */
  lines: Line[];
}

/** How far, in points, cells of one column may stand apart. */
const alignment = 4;

/** The table that starts at `lines[start]`, or null when two aligned rows of cells do not follow there. */
export function tableAt(lines: readonly Line[], start: number, body: BodyStyle): Table | null {
  const first = lines[start];
  if (first === undefined || !isTabular(first)) return null;
  const columns = first.cells.map((cell) => cell.x);
  const rows: TableRow[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at];
    const last = lines[at - 1];
    if (line === undefined || line.region !== first.region) break;
    const close =
      at > start && last !== undefined && line.baseline - last.baseline < line.size * body.leading * 1.3;
    if (!isAligned(line, columns) || (line.cells.length < 2 && !close)) break;
    addLine(rows, line, columns, close);
  }
  const tabular = rows.filter((row) => row.cells.filter((cell) => cell !== '').length > 1);
  return tabular.length < 2 ? null : finish(rows, columns.length);
}

function isTabular(line: Line): boolean {
  const [first] = line.cells;
  return line.cells.length > 1 && !line.mono && first !== undefined && !listMarker.test(`${first.text} x`);
}

function isAligned(line: Line, columns: readonly number[]): boolean {
  const found = line.cells.filter((cell) => columnOf(cell, columns) !== null).length;
  if (line.cells.length === 1) return found === 1;
  return isTabular(line) && found >= Math.max(2, line.cells.length - 1);
}

/** Column whose left edge the cell shares; numbers set to the right fall to the nearest column. */
function columnOf(cell: Segment, columns: readonly number[]): number | null {
  const at = columns.findIndex((x) => Math.abs(x - cell.x) <= alignment);
  if (at >= 0) return at;
  const nearest = columns.findLastIndex((x) => x <= cell.x);
  return nearest > 0 && /^[\d\s.,:%€$£+()-]+$/.test(cell.text) ? nearest : null;
}

/** A line close below another that leaves the first column empty continues the row above. */
function addLine(rows: TableRow[], line: Line, columns: readonly number[], close: boolean): void {
  const placed = line.cells.map((cell) => ({
    text: cell.text,
    column: columnOf(cell, columns) ?? columns.length - 1,
  }));
  const continues = close && (line.cells.length === 1 || !placed.some(({ column }) => column === 0));
  const open = rows.at(-1);
  const row = continues && open !== undefined ? open : { cells: columns.map(() => ''), lines: [] };
  for (const { text, column } of placed) row.cells[column] = `${row.cells[column] ?? ''} ${text}`.trim();
  row.lines.push(line);
  if (row !== open) rows.push(row);
}

function finish(rows: TableRow[], width: number): Table {
  const lines = rows.flatMap((row) => row.lines);
  const cells = rows.map((row) => row.cells);
  const [first, second] = rows;
  const styled = first?.lines.every((line) => line.bold) && !second?.lines.every((line) => line.bold);
  const named = first?.cells.filter((cell) => cell !== '').length === width;
  const headed = named && (styled || looksLikeHeader(cells));
  return { header: headed ? (first?.cells ?? null) : null, rows: headed ? rows.slice(1) : rows, lines };
}
