import type { Series } from './series.ts';

/** The colour of a series beside its name; of another period, as an outline. */
export function Swatch({ of: { color, dashed } }: { of: Pick<Series, 'color' | 'dashed'> }) {
  return (
    <span
      aria-hidden
      className={
        dashed ? 'size-2 shrink-0 rounded-full border border-dashed' : 'size-2 shrink-0 rounded-full'
      }
      style={dashed ? { borderColor: color } : { background: color }}
    />
  );
}
