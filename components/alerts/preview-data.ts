/** A back-test as the data of a chart, group by group. Pure. */
import { type Band, type BandPoint, thinned } from '#components/charts/bands.ts';
import type { Backtest, RuleDocument } from '#lib/alerts/schemas.ts';

export interface PreviewGroup {
  key: string;
  /** How often it would have fired. */
  fired: number;
  points: BandPoint[];
  bands: Band[];
}

/** Which way a value is worse. */
export function worseWay({ signal }: RuleDocument): 'up' | 'down' {
  if (signal.kind === 'burn_rate') return 'up';
  const { condition } = signal;
  if (condition.kind === 'below') return 'down';
  return 'direction' in condition && condition.direction === 'down' ? 'down' : 'up';
}

/** The groups that can be drawn, those that would have fired most first. What was read of a step is judged at its end. */
export function previewGroups(
  { groups, bands, waits, to, stepSeconds }: Backtest,
  document: RuleDocument,
): PreviewGroup[] {
  const end = Date.parse(to);
  const of = (
    key: string,
    kind: Band['kind'],
    all: readonly { group: string; from: string; to: string | null }[],
  ) =>
    all
      .filter(({ group }) => group === key)
      .map((one) => ({ from: Date.parse(one.from), to: one.to === null ? end : Date.parse(one.to), kind }));
  return groups.map(({ key, fired, points }) => ({
    key,
    fired,
    points: thinned(
      withGaps(
        points.map(({ at, value, threshold }) => ({
          at: Date.parse(at) + stepSeconds * 1000,
          value,
          limit: threshold,
        })),
        stepSeconds * 1000,
      ),
      worseWay(document),
    ),
    bands: [...of(key, 'pending', waits), ...of(key, 'firing', bands)],
  }));
}

/** Steps that were not measured are left out by the back-test; a line must not run across them. */
function withGaps(points: readonly BandPoint[], step: number): BandPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || point.at - before.at <= step * 1.5) return [point];
    return [{ at: before.at + step, value: null, limit: before.limit }, point];
  });
}
