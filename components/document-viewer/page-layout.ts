/** Where the pages of a PDF stand in a tall column, so that only those in sight are drawn. */

/** In points at 100 %. */
export interface PageSize {
  width: number;
  height: number;
}

/** CSS pixels between two pages and around the column. */
export const pageGap = 12;

/** Scale at which the widest page fills `width` CSS pixels, times what the reader chose. */
export function scaleFor(sizes: readonly PageSize[], width: number, zoom: number): number {
  const widest = sizes.reduce((most, size) => Math.max(most, size.width), 1);
  return (Math.max(1, width - 2 * pageGap) / widest) * zoom;
}

/** The top of each page in CSS pixels, and last the height of the whole column. */
export function pageTops(sizes: readonly PageSize[], scale: number): number[] {
  const tops: number[] = [];
  let top = pageGap;
  for (const size of sizes) {
    tops.push(top);
    top += Math.round(size.height * scale) + pageGap;
  }
  return [...tops, top];
}

/** 1-based number of the page at a distance from the top; the first or last beyond the ends. */
export function pageAt(tops: readonly number[], offset: number): number {
  const count = tops.length - 1;
  let low = 1;
  let high = Math.max(1, count);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle - 1] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Numbers of the pages to draw: those in sight and one more on either side. */
export function pagesInSight(tops: readonly number[], scrollTop: number, height: number): number[] {
  const count = tops.length - 1;
  if (count < 1) return [];
  const first = Math.max(1, pageAt(tops, scrollTop) - 1);
  const last = Math.min(count, pageAt(tops, scrollTop + height) + 1);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
