/** Data of charts whose horizontal axis is a number: a step, or the time since a start. Pure. */
import type { Series } from './series.ts';

export interface XyPoint {
  x: number;
  /** Null breaks the line: what was measured there is no number. */
  y: number | null;
}

export interface XySeries extends Series {
  points: readonly XyPoint[];
}

export interface XyAxis {
  /** Below the chart: "Step", "Time since the start". */
  name: string;
  /** A position, for ticks, tooltip and table. */
  format: (x: number) => string;
  /** Whole numbers have no ticks between them. */
  whole: boolean;
}

/** One unbroken stretch of a series, drawn as one line. */
export interface XyStretch {
  /** Names the stretch's column of the rows. */
  column: string;
  series: string;
}

export interface XyRow {
  x: number;
  /** By the name of the column. */
  values: Readonly<Record<string, number>>;
}

export interface XyData {
  stretches: XyStretch[];
  /** One row per position at which anything was measured, by position. */
  rows: XyRow[];
  /** Points a logarithmic axis cannot show: zero and below. */
  hidden: number;
}

/** Lines may have their points at different positions, so each stretch is a column that a line runs through. */
export function xyData(series: readonly XySeries[], log: boolean): XyData {
  const rows = new Map<number, Record<string, number>>();
  const stretches: XyStretch[] = [];
  let hidden = 0;
  for (const one of series) {
    let column: string | null = null;
    for (const { x, y } of one.points) {
      const shown = y !== null && (!log || y > 0);
      if (y !== null && !shown) hidden += 1;
      if (!shown) {
        column = null;
        continue;
      }
      if (column === null) {
        column = `${one.key} ${stretches.length}`;
        stretches.push({ column, series: one.key });
      }
      const row = rows.get(x) ?? {};
      row[column] = y;
      rows.set(x, row);
    }
  }
  return {
    stretches,
    rows: [...rows].sort(([a], [b]) => a - b).map(([x, values]) => ({ x, values })),
    hidden,
  };
}

/** Values of one row by series, the largest first. */
export function valuesOf(
  row: XyRow,
  { stretches }: XyData,
  series: readonly XySeries[],
): { series: XySeries; value: number }[] {
  const bySeries = new Map(
    stretches.flatMap(({ column, series: key }) => {
      const value = row.values[column];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  return series
    .flatMap((one) => {
      const value = bySeries.get(one.key);
      return value === undefined ? [] : [{ series: one, value }];
    })
    .sort((a, b) => b.value - a.value);
}

/** Lowest and highest of what is shown; null when nothing is. */
export function extentOf(series: readonly XySeries[], log: boolean): [number, number] | null {
  const shown = series.flatMap(({ points }) =>
    points.flatMap(({ y }) => (y !== null && (!log || y > 0) ? [y] : [])),
  );
  if (shown.length === 0) return null;
  return shown.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** First and last position of what was measured; null when nothing was. */
export function positionsOf(series: readonly XySeries[]): [number, number] | null {
  const all = series.flatMap(({ points }) => points.map(({ x }) => x));
  if (all.length === 0) return null;
  return all.reduce<[number, number]>(
    ([first, last], x) => [Math.min(first, x), Math.max(last, x)],
    [Infinity, -Infinity],
  );
}

export interface Scale {
  domain: [number, number];
  ticks: number[];
}

/** Below it, powers of ten run out of digits. */
const smallestSpan = 1e-290;

/** Ends and ticks at round numbers that hold the extent: steps of 1, 2 or 5 times a power of ten. */
export function linearScale([low, high]: readonly [number, number], count = 5): Scale {
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  // Closer together than that, the ticks could not be told apart.
  const span = high === low ? magnitude || 1 : Math.max(high - low, magnitude * 1e-9);
  const rough = Math.max(span, smallestSpan) / Math.max(1, count - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
  return { domain: [ticks[0] ?? low, ticks.at(-1) ?? high], ticks };
}

const mostLogTicks = 7;

/** Ends at powers of ten that hold a positive extent, with ticks at them; 2 and 5 between when they are few. */
export function logScale([low, high]: readonly [number, number]): Scale {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  const every = Math.ceil((last - first) / (mostLogTicks - 1));
  const powers = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every);
  const ticks = powers.flatMap((power) =>
    last - first <= 2 && power < last
      ? [1, 2, 5].map((times) => tidy(times * 10 ** power))
      : [tidy(10 ** power)],
  );
  return { domain: [tidy(10 ** first), tidy(10 ** last)], ticks };
}

/** Without the dust of binary fractions: 0.30000000000000004 → 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
