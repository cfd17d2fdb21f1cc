import { withQuery } from '#lib/client/api.ts';

/** The dashboard of an endpoint, over a range. */
export function monitoringHref(endpoint: string, range?: { from: string; to: string }): string {
  return withQuery(`/monitoring/${encodeURIComponent(endpoint)}`, range);
}
