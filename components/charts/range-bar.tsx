interface RangeBarProps {
  value: number;
  low: number;
  /** Null when it is not bounded: drawn to the end of the scale. */
  high: number | null;
  /** Both ends of the scale, the same for every bar that is compared with this one. */
  scale: readonly [from: number, to: number];
  color: string;
  /** The same in words, for the tooltip and for screen readers: "1.2 s, between 1.1 s and 1.4 s". */
  label: string;
}

/** An estimate as a dot on its interval. Never without the number it belongs to. */
export function RangeBar({ value, low, high, scale, color, label }: RangeBarProps) {
  const [from, to] = [low, high ?? scale[1]].map((end) => placeOn(scale, end));
  const middle = placeOn(scale, value);
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="relative block h-2.5 w-16 rounded-sm bg-muted"
    >
      <span
        className="absolute inset-y-0.5 rounded-sm opacity-50"
        style={{
          left: `${from}%`,
          width: `max(2px, ${(to ?? 0) - (from ?? 0)}%)`,
          backgroundColor: color,
        }}
      />
      <span
        className="-translate-x-1/2 absolute inset-y-0 w-0.75 rounded-sm"
        style={{ left: `${middle}%`, backgroundColor: color }}
      />
    </span>
  );
}

/** Percent of the scale's width, cut to its ends; the start for a scale without width. */
export function placeOn([from, to]: readonly [number, number], value: number): number {
  if (to <= from) return 0;
  return Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));
}
