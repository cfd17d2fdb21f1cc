interface SparklineProps {
  /** One value per bucket; null is a gap. */
  values: readonly (number | null)[];
  /** What it shows, for screen readers: "Requests in the last hour: 1,204". */
  label: string;
  width?: number;
  height?: number;
  color?: string;
  /** Draws from the lowest value instead of from zero: for what has no natural zero, or lies below it. */
  fromLowest?: boolean;
  /** As wide as its place; `width` is then its shape alone. */
  stretch?: boolean;
}

/** A trend without axes, from zero unless told otherwise. Never without the number it belongs to. */
export function Sparkline({
  values,
  label,
  width = 96,
  height = 24,
  color = 'var(--chart-1)',
  fromLowest = false,
  stretch = false,
}: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      width={stretch ? '100%' : width}
      height={height}
      viewBox={stretch ? `0 0 ${width} ${height}` : undefined}
      preserveAspectRatio="none"
      className="overflow-visible"
    >
      <path
        vectorEffect="non-scaling-stroke"
        d={sparkPath(fromLowest ? aboveLowest(values) : values, width, height)}
        fill="none"
        stroke={color}
        strokeWidth={1.5}
        strokeLinecap="round"
      />
    </svg>
  );
}

/** One `M…L…` run per stretch without gaps; a lone point becomes a dot by its round cap. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const top = Math.max(1e-9, ...values.map((value) => value ?? 0));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const place = `${round(index * step)} ${round(height - (value / top) * height)}`;
      const part = drawing ? `L${place}` : `M${place}L${place}`;
      drawing = true;
      return part;
    })
    .join('');
}

/** The same values counted from the lowest of them. */
export function aboveLowest(values: readonly (number | null)[]): (number | null)[] {
  const lowest = Math.min(...values.filter((value) => value !== null));
  return values.map((value) => (value === null ? null : value - lowest));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
