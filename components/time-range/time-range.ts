/** A range of time as it stands in the URL: a preset that moves with the clock, or two fixed ends. */

import { parseAsIsoDateTime, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { startTransition } from 'react';
import { type Preset, presets, type TimeRange } from './ends.ts';

export * from './ends.ts';

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
    // What follows is a whole page of charts: the menu closes first.
    startTransition(() => {
      void set(
        next.kind === 'preset'
          ? { range: next.preset, from: null, to: null }
          : { range: null, from: next.from, to: next.to },
      );
    });
  };
  return [range, change];
}
