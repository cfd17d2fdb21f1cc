import { bottomOf, type PageLayout, type Segment, topOf } from './layout.ts';

/** Share of the page height at the top and at the bottom where running heads and feet stand. */
const zone = 0.13;
/** Rows looked at from each edge. */
const edgeRows = 3;
/** Vertical tolerance when rows of different pages are compared, in points. */
const bandHeight = 4;

interface EdgeRow {
  page: PageLayout;
  segments: Segment[];
  text: string;
  /** Height band and edge. */
  band: string;
  /** Band and text, also with a number that may be the page's taken relative to the page. */
  keys: string[];
}

/**
 * Removes running heads, running feet and page numbers: rows near a page's edge whose text, page number
 * aside, comes back at the same height on other pages, and bare page numbers.
 */
export function dropFurniture(pages: readonly PageLayout[]): void {
  const rows = pages.flatMap(edgeRowsOf);
  const seen = count(rows.flatMap((row) => row.keys));
  const repeats = (row: EdgeRow) => Math.max(...row.keys.map((key) => seen.get(key) ?? 0));
  const inBand = count(rows.map((row) => row.band));
  const repeatedInBand = count(rows.filter((row) => repeats(row) > 1).map((row) => row.band));
  for (const row of rows) {
    const often = repeats(row) >= 3 || (repeats(row) === 2 && pages.length <= 6);
    const furnitureBand =
      (inBand.get(row.band) ?? 0) >= Math.max(3, pages.length * 0.3) &&
      (repeatedInBand.get(row.band) ?? 0) >= (inBand.get(row.band) ?? 0) * 0.7;
    if (often || furnitureBand || (isPageNumber(row) && pages.length > 1)) remove(row);
  }
}

function edgeRowsOf(page: PageLayout): EdgeRow[] {
  const rows = new Map<number, Segment[]>();
  for (const segment of page.segments) {
    const at = Math.round(segment.baseline / 2);
    rows.set(at, [...(rows.get(at) ?? []), segment]);
  }
  const sorted = [...rows.entries()].sort(([a], [b]) => a - b).map(([, segments]) => segments);
  const top = sorted.slice(0, edgeRows).filter((row) => bottomOf(first(row)) < page.height * zone);
  const bottom = sorted.slice(-edgeRows).filter((row) => topOf(first(row)) > page.height * (1 - zone));
  return [
    ...top.map((row) => edgeRow(page, row, 'top')),
    ...bottom.map((row) => edgeRow(page, row, 'bottom')),
  ];
}

function edgeRow(page: PageLayout, segments: Segment[], edge: string): EdgeRow {
  const text = segments
    .map((segment) => segment.text)
    .join(' ')
    .toLowerCase();
  const band = `${edge}${Math.round(first(segments).baseline / bandHeight)}`;
  const keys = new Set(variants(text, page.number).map((words) => `${band}|${words}`));
  return { page, segments, text, band, keys: [...keys] };
}

/**
 * The text as it stands, and with its first or last number replaced by its distance from the page's: a page
 * number grows with the pages, the number of a chapter that starts at the top of a page does not. Words are
 * sorted, because left and right pages put the number on different sides.
 */
function variants(text: string, page: number): string[] {
  const relative = (digits: string) => `#${Number(digits) - page}`;
  const found = [
    text,
    text.replace(/(?<![\d.])\d{1,5}(?![\d.])/, relative),
    text.replace(/(?<![\d.])\d{1,5}(?!.*\d)(?!\.)/, relative),
    text.replace(/^[ivxlc]+\b|\b[ivxlc]+$/, '#'),
  ];
  return found.map((variant) => variant.split(/\s+/).sort().join(' '));
}

function first(row: readonly Segment[]): Segment {
  const [segment] = row;
  if (segment === undefined) throw new Error('A row of a page holds at least one segment.');
  return segment;
}

/** "12", "- xii -", "Page 3 of 10", "3/10". */
function isPageNumber(row: EdgeRow): boolean {
  return /^\W*(?:page|seite|página|p\.|стр\.|第)?\s*(?:\d{1,5}|[ivxlc]{1,7})\s*页?(?:\s*(?:of|von|de|\/|\|)\s*\d{1,5})?\W*$/u.test(
    row.text,
  );
}

function remove(row: EdgeRow): void {
  const gone = new Set(row.segments);
  row.page.segments = row.page.segments.filter((segment) => !gone.has(segment));
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
