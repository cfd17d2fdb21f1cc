import type { BodyStyle } from './body-style.ts';
import { round } from './body-style.ts';
import type { Line } from './layout.ts';
import { listMarker } from './list-marker.ts';
import { type Table, tableAt } from './tables.ts';

/** Lines that belong together; what they are is decided from their style and first characters. */
export interface Group {
  kind: 'text' | 'list-item' | 'code' | 'table';
  lines: Line[];
  /** Only for tables. */
  table?: Table;
}

/** Groups consecutive lines of a region by gap, style, indent and list marker. */
export function groupLines(lines: readonly Line[], body: BodyStyle): Group[] {
  const groups: Group[] = [];
  const edges = rightEdges(lines);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const table = tableAt(lines, at, body);
    if (table !== null) {
      groups.push({ kind: 'table', lines: table.lines, table });
      at += table.lines.length - 1;
      continue;
    }
    const open = groups.at(-1);
    const last = open?.lines.at(-1);
    if (open !== undefined && last !== undefined && continues(open, last, line, body, edges))
      open.lines.push(line);
    else groups.push({ kind: kindOf(line, last, body), lines: [line] });
  }
  return groups;
}

function kindOf(line: Line, last: Line | undefined, body: BodyStyle): Group['kind'] {
  if (isCode(line, last, body)) return 'code';
  return listMarker.test(line.text) ? 'list-item' : 'text';
}

function isCode(line: Line, last: Line | undefined, body: BodyStyle): boolean {
  return line.mono && line.size < body.size * 1.1 && !isInline(line, last, body);
}

/** A wrapped line that happens to hold only a path or a command still belongs to its paragraph. */
function isInline(line: Line, last: Line | undefined, body: BodyStyle): boolean {
  return (
    last !== undefined &&
    !last.mono &&
    last.region === line.region &&
    gap(last, line) < body.leading * 1.15 &&
    Math.abs(last.x - line.x) < line.size * 0.5
  );
}

function gap(last: Line, line: Line): number {
  return (line.baseline - last.baseline) / Math.max(last.size, line.size);
}

function continues(
  open: Group,
  last: Line,
  line: Line,
  body: BodyStyle,
  edges: Map<number, number>,
): boolean {
  if (last.region !== line.region) return false;
  const step = gap(last, line);
  if (open.kind === 'code') return line.mono && step < body.leading * 2.6 && sameSize(last, line);
  if (open.kind === 'table' || isCode(line, last, body)) return false;
  if (step > body.leading * 1.22 || step < 0) return false;
  if (!sameSize(last, line) || (last.bold !== line.bold && differsWhole(open, line))) return false;
  if (/^[⁰¹²³⁴-⁹]+\s?\p{L}/u.test(line.text)) return false;
  if (listMarker.test(line.text) && !isWrappedNumber(open, last, line)) return false;
  return !startsParagraph(open, last, line, edges);
}

function sameSize(a: Line, b: Line): boolean {
  return Math.abs(round(a.size) - round(b.size)) <= 0.5;
}

/** A whole line in bold before or after text that is not. */
function differsWhole(open: Group, line: Line): boolean {
  return open.lines.every((other) => other.bold !== line.bold);
}

/** A line that starts with a number only because the sentence was cut there: at the text's own margin. */
function isWrappedNumber(open: Group, last: Line, line: Line): boolean {
  if (!/^\(?\d/.test(line.text)) return false;
  return open.kind === 'text' && Math.abs(last.x - line.x) < 1 && !/[.:;!?]$/.test(last.text);
}

/** First-line indent, or a line after one that ended although the next word would have fitted. */
function startsParagraph(open: Group, last: Line, line: Line, edges: Map<number, number>): boolean {
  if (line.rtl) return false;
  const edge = edges.get(line.region) ?? line.right;
  const charWidth = (line.right - line.x) / line.text.length;
  const firstWord = (/^\S+/.exec(line.text)?.[0].length ?? 0) * charWidth;
  const forced = edge - last.right > firstWord + line.size * 4 && /^[\p{Lu}\d"“‘(]/u.test(line.text);
  const first = open.lines[0];
  if (open.kind === 'list-item') return forced || (first !== undefined && line.x < first.x - line.size * 0.5);
  const indented = line.x - last.x > line.size * 0.8 && open.lines.length > 1;
  return forced || indented || line.x < last.x - line.size * 3;
}

/** Right edge of the text of each region. */
function rightEdges(lines: readonly Line[]): Map<number, number> {
  const edges = new Map<number, number>();
  for (const line of lines) edges.set(line.region, Math.max(edges.get(line.region) ?? 0, line.right));
  return edges;
}
