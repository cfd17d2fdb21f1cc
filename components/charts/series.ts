/** Data of time series charts. Pure; the components draw what is made here. */

export interface Series {
  key: string;
  label: string;
  /** A CSS colour; by position from the palette when absent. */
  color?: string;
  /** Drawn as a thin dashed line: the same thing in another period. */
  dashed?: boolean;
}

export interface SeriesPoint {
  /** Start of the bucket, ISO 8601. */
  at: string;
  /** Absent or null: nothing was measured, which is a gap and not a zero. */
  values: Readonly<Record<string, number | null | undefined>>;
}

export interface Bucket {
  /** Start and end in milliseconds since 1970. */
  start: number;
  end: number;
  values: Readonly<Record<string, number | null>>;
}

export interface BucketRange {
  from: string;
  to: string;
  bucketSeconds: number;
}

export interface Unit {
  /** On the axis: "requests", "ms", "USD". */
  name: string;
  /** A value with its unit, for tooltip and table. */
  format: (value: number) => string;
  /** A value on the axis; `format` when absent. */
  tick?: (value: number) => string;
  /** `whole` has no ticks between integers; `share` ends at 1 at the latest. */
  scale?: 'whole' | 'share';
  /** What exact values are counted in, where that is not `name`; one of it is `per` of the value (1 when absent). */
  exact?: { name: string; per?: number };
}

/** A value with every digit, in the unit of `exactName`. */
export function exactValue({ exact }: Unit, value: number): number {
  return exact?.per === undefined ? value : value / exact.per;
}

export function exactName({ name, exact }: Unit): string {
  return exact?.name ?? name;
}

/** For titles: "1693.4217 ms". */
export function exactText(unit: Unit, value: number): string {
  return `${exactValue(unit, value)} ${exactName(unit)}`.trim();
}

export interface PickedRange {
  /** ISO 8601. */
  from: string;
  to: string;
}

export interface Mark {
  /** ISO 8601. */
  at: string;
  label: string;
  /** What happened; troubles are drawn stronger than changes. */
  kind?: 'version' | 'split' | 'rollback' | 'alert' | 'incident';
  /** Where it is told in full. */
  href?: string;
}

/** Marks of one bucket, which are one line on the chart. */
export interface MarkGroup {
  bucket: Bucket;
  marks: readonly Mark[];
}

/** Marks by the bucket they lie in, in the order of time; those outside the chart are left out. */
export function markGroups(buckets: readonly Bucket[], marks: readonly Mark[]): MarkGroup[] {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return [];
  const size = first.end - first.start;
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const at = Date.parse(mark.at);
    if (!(at >= first.start && at < last.end)) continue;
    const index = Math.floor((at - first.start) / size);
    groups.set(index, [...(groups.get(index) ?? []), mark]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, found]) => {
      const bucket = buckets[index];
      return bucket === undefined ? [] : [{ bucket, marks: found }];
    });
}

/** What a click on a chart says: the time, and the key of the series that was hit; null for the whole column. */
export type Pick = (range: PickedRange, series: string | null) => void;

/** How many colours are told apart, by everyone. */
export const paletteSize = 10;

/** Colours of `app/globals.css`; a served entity keeps its index on every chart of its endpoint. */
export function chartColor(index: number): string {
  return `var(--chart-${(index % paletteSize) + 1})`;
}

export const percentileColors = { p50: 'var(--p50)', p95: 'var(--p95)', p99: 'var(--p99)' } as const;

/** Upper end of an axis of shares: room for what is there, in steps of ten per cent. */
export function shareLimit(largest: number): number {
  return largest > 0.4 ? 1 : Math.max(0.1, Math.ceil(largest * 10) / 10);
}

const mostBuckets = 3000;

/** Every bucket of the range, those without a point full of nulls. */
export function fillBuckets(
  points: readonly SeriesPoint[],
  keys: readonly string[],
  range: BucketRange,
): Bucket[] {
  const size = range.bucketSeconds * 1000;
  const first = Math.floor(Date.parse(range.from) / size) * size;
  const to = Date.parse(range.to);
  if (!(size > 0) || !(to > first)) return [];
  const byStart = new Map(
    points.map((point) => [Math.floor(Date.parse(point.at) / size) * size, point.values]),
  );
  const count = Math.min(mostBuckets, Math.ceil((to - first) / size));
  return Array.from({ length: count }, (_, index) => {
    const start = first + index * size;
    const found = byStart.get(start);
    return {
      start,
      end: start + size,
      values: Object.fromEntries(keys.map((key) => [key, found?.[key] ?? null])),
    };
  });
}

/** Whether any of these series has a value anywhere: a chart without one says so instead of drawing axes. */
export function anyValue(buckets: readonly Bucket[], series: readonly { key: string }[]): boolean {
  return buckets.some(({ values }) => series.some(({ key }) => (values[key] ?? null) !== null));
}

/** A point with nothing on either side, which a line alone would not show. */
export function isIsolated(buckets: readonly Bucket[], index: number, key: string): boolean {
  const here = buckets[index]?.values[key] ?? null;
  const before = buckets[index - 1]?.values[key] ?? null;
  const after = buckets[index + 1]?.values[key] ?? null;
  return here !== null && before === null && after === null;
}

/** Values of one bucket, the largest first, those without a value left out. */
export function sortedValues(bucket: Bucket, series: readonly Series[]): { series: Series; value: number }[] {
  return series
    .flatMap((one) => {
      const value = bucket.values[one.key] ?? null;
      return value === null ? [] : [{ series: one, value }];
    })
    .sort((a, b) => b.value - a.value);
}

/** From the start of one bucket to the end of another, whichever comes first. */
export function rangeOf(a: Bucket, b: Bucket): PickedRange {
  return {
    from: new Date(Math.min(a.start, b.start)).toISOString(),
    to: new Date(Math.max(a.end, b.end)).toISOString(),
  };
}
