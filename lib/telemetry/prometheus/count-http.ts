import { metrics } from './metrics.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** `route`: the pattern of a route of ours, or one name for all that is none; never the path itself. */
export function countHttp(route: string, method: string, status: number, ms: number): void {
  const { httpRequests, httpSeconds } = metrics();
  const known = methods.has(method) ? method : 'other';
  httpRequests.inc({ route, method: known, status: `${Math.floor(status / 100)}xx` });
  httpSeconds.observe({ route }, ms / 1000);
}
