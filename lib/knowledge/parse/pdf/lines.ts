import { regionsOf } from './columns.ts';
import type { Line, PageLayout, Segment } from './layout.ts';

/** Lines of a page in reading order; `firstRegion` numbers its regions on from the pages before. */
export function linesOf(page: PageLayout, firstRegion: number): Line[] {
  return regionsOf(page.segments).flatMap((segments, at) =>
    rowsOf(segments).map((cells) => toLine(cells, page.number, firstRegion + at)),
  );
}

/** Segments of one column grouped by baseline, each row from its reading side. */
function rowsOf(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1);
    const other = row?.[0];
    const near =
      other !== undefined && segment.baseline - other.baseline < 0.4 * Math.min(segment.size, other.size);
    if (near && row !== undefined) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.sort((a, b) => (a.rtl && b.rtl ? b.x - a.x : a.x - b.x)));
}

function toLine(cells: Segment[], page: number, region: number): Line {
  const widest = cells.reduce((best, cell) => (cell.text.length > best.text.length ? cell : best));
  return {
    text: cells.map((cell) => cell.text).join(' '),
    x: Math.min(...cells.map((cell) => cell.x)),
    right: Math.max(...cells.map((cell) => cell.right)),
    baseline: widest.baseline,
    size: widest.size,
    bold: cells.every((cell) => cell.bold),
    italic: cells.every((cell) => cell.italic),
    mono: cells.every((cell) => cell.mono),
    rtl: widest.rtl,
    page,
    region,
    cells,
  };
}

const leader = /(?:\.\s?){4,}\s*[\divxlc]+$/i;
const endsInPageNumber = /\s(?:\d{1,4}|[ivxlc]{1,7})$/i;

/**
 * Without the lines of tables of contents: they repeat every heading and answer nothing. On a page with
 * many dot leaders, lines that only end in a page number set apart go too.
 */
export function withoutContents(lines: readonly Line[]): Line[] {
  const leaders = lines.filter((line) => leader.test(line.text)).length;
  if (leaders > 5 && leaders > lines.length * 0.5) return lines.filter((line) => line.size > bodySize(lines));
  return lines.filter((line) => {
    if (leaders >= 3 && leader.test(line.text)) return false;
    return !(leaders >= 5 && line.cells.length > 1 && endsInPageNumber.test(line.text));
  });
}

/** Size of the middle line; titles of the page are larger. */
function bodySize(lines: readonly Line[]): number {
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  return (sizes[Math.floor(sizes.length / 2)] ?? 0) * 1.1;
}
