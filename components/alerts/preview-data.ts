/** A back-test as the data of a chart. Pure. */
import type { Mark, Series, SeriesPoint } from '#components/charts/series.ts';
import type { Backtest } from '#lib/alerts/schemas.ts';

export interface PreviewData {
  series: Series[];
  points: SeriesPoint[];
  marks: Mark[];
}

/** More lines than that cannot be told apart. */
const mostLines = 5;
/** More marks than that hide the line. */
const mostMarks = 40;

/** Each group is a line; the limit is drawn where it is one for all of them. */
export function previewData({ groups, bands }: Backtest): PreviewData {
  const shown = groups.slice(0, mostLines);
  const values = new Map<string, Record<string, number | null>>();
  const put = (at: string, key: string, value: number | null) =>
    values.set(at, { ...values.get(at), [key]: value });
  for (const { key, points } of shown) {
    for (const { at, value } of points) put(at, `value ${key}`, value);
  }
  const [first] = shown;
  const limited = first !== undefined && (shown.length === 1 || haveOneLimit(shown));
  if (limited) for (const { at, threshold } of first.points) put(at, 'limit', threshold);
  return {
    series: [
      ...shown.map(({ key }) => ({ key: `value ${key}`, label: key === 'all' ? 'Value' : key })),
      ...(limited ? [{ key: 'limit', label: 'Limit', color: 'var(--bad)' }] : []),
    ],
    points: [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, one]) => ({ at, values: one })),
    marks: bands.slice(0, mostMarks).map(({ from }) => ({ at: from, label: 'fires', kind: 'alert' })),
  };
}

function haveOneLimit(groups: Backtest['groups']): boolean {
  const limits = new Set(groups.flatMap(({ points }) => points.map(({ threshold }) => threshold)));
  return limits.size === 1;
}
