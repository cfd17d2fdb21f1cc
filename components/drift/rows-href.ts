import { withQuery } from '#lib/client/api.ts';
import { type RunSummary, sliceFilter } from '#lib/monitors/schemas.ts';

/** The list of requests with the rows of a window and slice; of a topic it shows all of the window. */
export function rowsHref(
  endpoint: string,
  { windowStart, windowEnd }: Pick<RunSummary, 'windowStart' | 'windowEnd'>,
  slice: string,
): string {
  return withQuery('/inferences', { endpoint, from: windowStart, to: windowEnd, ...sliceFilter(slice) });
}
