import type { Box } from '../../schemas.ts';
import type { BlockWriter } from '../block-writer.ts';
import { rowText } from '../table-rows.ts';
import { joinLines } from './join-lines.ts';
import { boxAround, type Line } from './layout.ts';
import { withoutBullet } from './list-marker.ts';
import type { Group } from './paragraphs.ts';
import type { Table } from './tables.ts';

/** Writes groups as blocks, with one box per page and column that a block stands on. */
export function writeGroups(
  groups: readonly Group[],
  levels: ReadonlyMap<Group, number>,
  hyphenated: ReadonlySet<string>,
  writer: BlockWriter,
): void {
  for (const group of groups) {
    if (group.table !== undefined) {
      writeTable(group.table, writer);
      continue;
    }
    const level = levels.get(group);
    const place = { page: group.lines[0]?.page ?? 1, boxes: boxesOf(group.lines) };
    const text = joinLines(
      group.lines.map((line) => line.text),
      hyphenated,
    );
    if (level !== undefined) writer.heading(text, level, place);
    else if (group.kind === 'code') writer.add('code', codeOf(group.lines), place);
    else if (group.kind === 'list-item') writer.add('list-item', withoutBullet(text), place);
    else writer.add(isCaption(text) ? 'caption' : 'paragraph', text, place);
  }
}

function boxesOf(lines: readonly Line[]): Box[] {
  const regions = Map.groupBy(lines, (line) => line.region);
  return [...regions.values()].map((region) => boxAround(region, region[0]?.page ?? 1));
}

function writeTable(table: Table, writer: BlockWriter): void {
  for (const { cells, lines } of table.rows) {
    writer.add('table-row', rowText(cells, table.header), { page: lines[0]?.page, boxes: boxesOf(lines) });
  }
}

function isCaption(text: string): boolean {
  return (
    text.length < 300 &&
    /^(?:figure|fig\.|table|abbildung|tabelle|figura|tabla|图|表)\s*[\dA-Z]+(?:[.\-–]\d+)*\s*[:.–-]/iu.test(
      text,
    )
  );
}

/** Lines of code with indentation and blank lines as they stand on the page. */
function codeOf(lines: readonly Line[]): string {
  const left = Math.min(...lines.map((line) => line.x));
  const step = Math.min(...steps(lines));
  const out: string[] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const sameRegion = before !== undefined && before.region === line.region;
    if (sameRegion && line.baseline - before.baseline > step * 1.6) out.push('');
    out.push(codeLine(line, left));
  }
  return out.join('\n');
}

function steps(lines: readonly Line[]): number[] {
  const found = lines.slice(1).map((line, at) => line.baseline - (lines[at]?.baseline ?? 0));
  return [Number.MAX_SAFE_INTEGER, ...found.filter((step) => step > 1)];
}

function codeLine(line: Line, left: number): string {
  let text = '';
  for (const cell of line.cells) {
    const width = (cell.right - cell.x) / Math.max(1, cell.text.length);
    const column = Math.max(0, Math.round((cell.x - left) / Math.max(1, width)));
    text = text.padEnd(Math.min(column, 200)) + (text !== '' && column <= text.length ? ' ' : '') + cell.text;
  }
  return text;
}
