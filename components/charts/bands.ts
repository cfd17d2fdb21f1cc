/** Data of charts with bands. Pure. */

/** Times are milliseconds since 1970. */
export interface BandPoint {
  at: number;
  /** Null: nothing was measured, which is a gap and not a zero. */
  value: number | null;
  limit: number | null;
}

export interface Band {
  from: number;
  to: number;
  kind: 'pending' | 'firing';
}

/** Of the lines drawn, how many points there may be before the chart is slow. */
const mostPoints = 800;

/**
 * So many points that each has a pixel or two: of neighbours the one furthest from its limit on the wrong side is kept, so that no
 * peak is lost. `worse` says which way is worse.
 */
export function thinned(points: readonly BandPoint[], worse: 'up' | 'down'): BandPoint[] {
  if (points.length <= mostPoints) return [...points];
  const size = Math.ceil(points.length / mostPoints);
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) => {
    const some = points.slice(index * size, (index + 1) * size);
    const measured = some.filter(({ value }) => value !== null);
    return measured.reduce(
      (worst, one) => (isWorse(one.value, worst.value, worse) ? one : worst),
      measured[0] ?? some[0] ?? { at: 0, value: null, limit: null },
    );
  });
}

function isWorse(value: number | null, than: number | null, worse: 'up' | 'down'): boolean {
  if (value === null || than === null) return than === null;
  return worse === 'up' ? value > than : value < than;
}

/** Bands within a time, those that lie on each other joined, as wide as can be seen at least. */
export function visibleBands(bands: readonly Band[], from: number, to: number): Band[] {
  const least = (to - from) / 300;
  const cut = bands
    .map((band) => ({
      ...band,
      from: Math.max(band.from, from),
      to: Math.min(to, Math.max(band.to, band.from + least)),
    }))
    .filter((band) => band.to > band.from);
  const joined: Band[] = [];
  for (const band of cut.sort((a, b) => a.from - b.from)) {
    const before = joined.findLast(({ kind }) => kind === band.kind);
    if (before !== undefined && band.from <= before.to) before.to = Math.max(before.to, band.to);
    else joined.push({ ...band });
  }
  return joined;
}
