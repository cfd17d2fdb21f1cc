/** What a saved view keeps of the address. Pure. */
import type { TimeRange } from '#components/time-range/time-range.ts';
import type { InferenceFilterState } from './use-filters.ts';

/** What is as everybody starts with stays out, so that equal views are equal. */
const ordinary: Readonly<Record<string, string>> = { traffic: 'live', sort: 'at', order: 'desc' };

/** Query parameters that bring the same rows back; a preset goes on moving with the clock. */
export function viewQuery(
  filters: InferenceFilterState,
  range: TimeRange,
  environment: string | null,
): Record<string, string> {
  const set = Object.entries(filters).flatMap(([name, value]) =>
    value === null || value === '' || ordinary[name] === value ? [] : [[name, String(value)] as const],
  );
  const time: Record<string, string> =
    range.kind === 'preset'
      ? { range: range.preset }
      : { from: range.from.toISOString(), to: range.to.toISOString() };
  return { ...Object.fromEntries(set), ...time, ...(environment !== null && { env: environment }) };
}
