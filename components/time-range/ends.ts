/** Ranges that move with the clock, and their ends. Pure: pages work with them on the server too. */

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
