/** Which blocks of a document are on screen and which of them are lit. */

/** Both ends included; indexes of blocks. */
export interface BlockRange {
  start: number;
  end: number;
}

/** What a citation or a search hit points at. */
export interface Highlight {
  blockStart: number;
  blockEnd: number;
  /** 1-based; null for formats without pages. */
  page: number | null;
}

/** Blocks rendered before the place a long document opens at, and from it on. */
const before = 100;
const after = 300;

/** The part of a long document that is rendered first, around the block it opens at. */
export function windowAround(focus: number, count: number): BlockRange {
  const at = clamp(focus, 0, Math.max(0, count - 1));
  return { start: Math.max(0, at - before), end: Math.min(count - 1, at + after) };
}

/** The same window with more after it. */
export function extendDown(range: BlockRange, count: number): BlockRange {
  return { start: range.start, end: Math.min(count - 1, range.end + after) };
}

/** The same window with more before it. */
export function extendUp(range: BlockRange): BlockRange {
  return { start: Math.max(0, range.start - after), end: range.end };
}

export function holds(range: BlockRange, index: number): boolean {
  return index >= range.start && index <= range.end;
}

export function isLit(highlight: Highlight | null, index: number): boolean {
  return highlight !== null && index >= highlight.blockStart && index <= highlight.blockEnd;
}

/** The highlight of `?from=…&to=…&page=…`; null when nothing usable is given. */
export function highlightOf(from: number | null, to: number | null, page: number | null): Highlight | null {
  if (from === null || from < 0) return page === null ? null : { blockStart: -1, blockEnd: -1, page };
  return { blockStart: from, blockEnd: Math.max(from, to ?? from), page };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
