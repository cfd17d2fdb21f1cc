/** A range of time as it stands in the URL: a preset that moves with the clock, or two fixed ends. */
import { parseAsIsoDateTime, parseAsStringLiteral, useQueryStates } from 'nuqs';

export const presets = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;
export type Preset = (typeof presets)[number];

export const presetLabels: Record<Preset, string> = {
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
};

const hours: Record<Preset, number> = { '1h': 1, '6h': 6, '24h': 24, '7d': 168, '30d': 720, '90d': 2160 };

export type TimeRange = { kind: 'preset'; preset: Preset } | { kind: 'fixed'; from: Date; to: Date };

/** The ends of a range at a moment; the end of a preset is rounded up to a minute, so that equal moments share a cache. */
export function endsOf(range: TimeRange, now: Date): { from: string; to: string } {
  if (range.kind === 'fixed') return { from: range.from.toISOString(), to: range.to.toISOString() };
  const to = Math.ceil(now.getTime() / 60_000) * 60_000;
  return {
    from: new Date(to - hours[range.preset] * 3_600_000).toISOString(),
    to: new Date(to).toISOString(),
  };
}

/** The range in the URL (`?range=24h`, or `?from=…&to=…`). */
export function useTimeRange(fallback: Preset): [TimeRange, (range: TimeRange) => void] {
  const [state, set] = useQueryStates(
    {
      range: parseAsStringLiteral(presets),
      from: parseAsIsoDateTime,
      to: parseAsIsoDateTime,
    },
    { history: 'push' },
  );
  const range: TimeRange =
    state.from && state.to && state.from < state.to
      ? { kind: 'fixed', from: state.from, to: state.to }
      : { kind: 'preset', preset: state.range ?? fallback };
  const change = (next: TimeRange) => {
    void set(
      next.kind === 'preset'
        ? { range: next.preset, from: null, to: null }
        : { range: null, from: next.from, to: next.to },
    );
  };
  return [range, change];
}
