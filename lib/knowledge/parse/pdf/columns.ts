import type { Segment } from './layout.ts';

/** A segment this wide, as a share of the page's text width, spans the columns. */
const spanning = 0.55;
const fewestLines = 5;
/** A column's lines fill it; cells of a table seldom do. Median width over column width. */
const fewestFill = 0.55;

interface Region {
  segments: Segment[];
  /** Takes the whole width; two such regions in a row are one. */
  whole: boolean;
}

/** Regions of a page in reading order: bands from top to bottom, within a band columns side by side. */
export function regionsOf(segments: readonly Segment[]): Segment[][] {
  if (segments.length === 0) return [];
  const left = Math.min(...segments.map((segment) => segment.x));
  const width = Math.max(...segments.map((segment) => segment.right)) - left;
  const regions: Region[] = [];
  for (const column of bandsOf(segments, width * spanning).flatMap(columnsOf)) {
    const last = regions.at(-1);
    if (column.whole && last?.whole) last.segments.push(...column.segments);
    else regions.push(column);
  }
  return regions.map((region) => region.segments);
}

interface Band {
  segments: Segment[];
  wide: boolean;
}

function bandsOf(segments: readonly Segment[], widest: number): Band[] {
  const bands: Band[] = [];
  for (const segment of [...segments].sort((a, b) => a.baseline - b.baseline || a.x - b.x)) {
    const wide = segment.right - segment.x > widest;
    const open = bands.at(-1);
    if (open !== undefined && open.wide === wide) open.segments.push(segment);
    else bands.push({ segments: [segment], wide });
  }
  return bands;
}

function columnsOf(band: Band): Region[] {
  const gutter = band.wide ? null : gutterOf(band.segments);
  if (gutter === null) return [{ segments: band.segments, whole: true }];
  const isLeft = (segment: Segment) => (segment.x + segment.right) / 2 < gutter;
  const sides = [band.segments.filter(isLeft), band.segments.filter((segment) => !isLeft(segment))];
  if (band.segments.filter((segment) => segment.rtl).length > band.segments.length / 2) sides.reverse();
  return sides.flatMap((segments) =>
    columnsOf({ segments, wide: false }).map((column) => ({ ...column, whole: false })),
  );
}

/** The x that fewest segments cross and that leaves real columns on both sides. */
function gutterOf(segments: readonly Segment[]): number | null {
  if (segments.length < fewestLines * 2) return null;
  let best: { x: number; crossing: number } | null = null;
  for (const candidate of segments) {
    const x = candidate.x - 1;
    const crossing = segments.filter((segment) => segment.x < x && segment.right > x).length;
    if (crossing > segments.length * 0.04 || (best !== null && crossing >= best.crossing)) continue;
    const left = segments.filter((segment) => (segment.x + segment.right) / 2 < x);
    const right = segments.filter((segment) => (segment.x + segment.right) / 2 >= x);
    if (isColumn(left) && isColumn(right)) best = { x, crossing };
  }
  return best?.x ?? null;
}

function isColumn(segments: readonly Segment[]): boolean {
  if (segments.length < fewestLines) return false;
  const left = Math.min(...segments.map((segment) => segment.x));
  const width = Math.max(...segments.map((segment) => segment.right)) - left;
  const fills = segments.map((segment) => (segment.right - segment.x) / width).sort((a, b) => a - b);
  const chars = segments.map((segment) => segment.text.length).sort((a, b) => a - b);
  const middle = Math.floor(segments.length / 2);
  return (fills[middle] ?? 0) >= fewestFill && (chars[middle] ?? 0) >= 14;
}
