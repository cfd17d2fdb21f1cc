/** Addresses of the endpoints' screens and of the API behind them. */
import type { Preset } from '#components/time-range/time-range.ts';
import { withQuery } from '#lib/client/api.ts';

export function endpointHref(name: string): string {
  return `/endpoints/${encodeURIComponent(name)}`;
}

/** Hides an endpoint called "new", so the form refuses that name. */
export const newEndpointHref = '/endpoints/new';

interface ArmRows {
  endpoint: string;
  /** Served entity the requests were assigned to. */
  arm: string;
  /** Configuration number; any when absent. */
  configuration?: number;
  range?: Preset;
  status?: string;
  feedback?: string;
  traffic?: 'live' | 'shadow';
}

/** The requests behind a figure of one served entity. */
export function armRowsHref(rows: ArmRows): string {
  return withQuery('/inferences', { ...rows });
}

export function endpointApi(name: string, ...below: readonly string[]): string {
  return ['/api/endpoints', encodeURIComponent(name), ...below].join('/');
}
