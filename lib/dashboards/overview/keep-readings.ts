/** Readings of the same thing by many readers, made once every so often. */
import { createHash } from 'node:crypto';
import { type Caller, permissions, reachOf } from '../../access/index.ts';
import type { OverviewQuery } from '../overview-schemas.ts';

/** Figures are live within two seconds of a request, whoever reads them; so old may a kept reading be. */
export const keptMs = 2000;
const mostKept = 500;

/**
 * Whoever may do the same at the same places has the same key. It holds every permission and not those a reading needs now: a
 * room that a reading asks may look at another one tomorrow. Nothing of who they are is in it.
 */
export function reachKey(caller: Caller): string {
  const held = permissions.flatMap((permission) => {
    const reach = reachOf(caller, permission);
    if (reach === null) return [];
    const { everywhere, environments, endpoints, models, knowledge, only } = reach;
    const places = [environments, endpoints, models, knowledge, only];
    return [[permission, everywhere, ...places.map((names) => names && [...names].sort())]];
  });
  return createHash('sha256').update(JSON.stringify(held)).digest('base64');
}

/** The key of a reading that depends on nothing but what its reader reaches, the range and the filter. */
export function rangeKey(caller: Caller, { from, to, endpoint, environment }: OverviewQuery): string {
  return JSON.stringify([reachKey(caller), from, to, endpoint ?? null, environment ?? null]);
}

/**
 * `read`, shared by all who ask with the same key within `keptMs` of the moment it was begun; they wait for the same promise.
 * What fails is not kept, and who waited for it asks for themselves: an error may name whom it was about. `now` is a clock in
 * milliseconds.
 */
export function keepReadings<Arguments extends readonly unknown[], Reading>(
  read: (...given: Arguments) => Promise<Reading>,
  keyOf: (...given: Arguments) => string,
  now: () => number = () => performance.now(),
): (...given: Arguments) => Promise<Reading> {
  const kept = new Map<string, { until: number; reading: Promise<Reading> }>();
  return (...given) => {
    const at = now();
    const key = keyOf(...given);
    const found = kept.get(key);
    if (found !== undefined && found.until > at) return found.reading.catch(() => read(...given));
    // In the order of time, so what is over comes first.
    for (const [old, { until }] of kept) {
      if (until > at && kept.size < mostKept) break;
      kept.delete(old);
    }
    const next = { until: at + keptMs, reading: read(...given) };
    kept.delete(key);
    kept.set(key, next);
    next.reading.catch(() => {
      if (kept.get(key) === next) kept.delete(key);
    });
    return next.reading;
  };
}
