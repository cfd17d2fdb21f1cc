'use client';

import { formatMoment } from '#components/ui/format.ts';
import { Select } from '#components/ui/select.tsx';
import { type Preset, presetLabels, presets, type TimeRange } from './time-range.ts';

interface TimeRangeSelectProps {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
}

/** Chooses how far back to look. A range that came from a chart is shown as its two ends. */
export function TimeRangeSelect({ range, onChange }: TimeRangeSelectProps) {
  const fixed =
    range.kind === 'fixed'
      ? [{ value: 'fixed', label: `${formatMoment(range.from)} – ${formatMoment(range.to)}` }]
      : [];
  return (
    <Select
      aria-label="Time range"
      className="w-auto min-w-40 max-w-full"
      value={range.kind === 'preset' ? range.preset : 'fixed'}
      onValueChange={(value) => {
        const preset = presets.find((candidate) => candidate === value);
        if (preset) onChange({ kind: 'preset', preset });
      }}
      options={[
        ...fixed,
        ...presets.map((preset: Preset) => ({ value: preset, label: presetLabels[preset] })),
      ]}
    />
  );
}
