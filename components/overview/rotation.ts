/** What a big screen shows next, and how old it is. Pure. */
import { formatDuration } from '#components/ui/format.ts';

/** All together (undefined), then one endpoint after the other, then all together again. */
export function nextShown(endpoints: readonly string[], shown: string | undefined): string | undefined {
  return shown === undefined ? endpoints[0] : endpoints[endpoints.indexOf(shown) + 1];
}

/** It is read every ten seconds; after this it has failed several times. */
const staleMs = 60_000;

export function isStale(at: string | undefined, now: Date): boolean {
  return at !== undefined && now.getTime() - Date.parse(at) > staleMs;
}

/** Whole seconds, so that the text does not flicker; a clock that goes ahead of the server's shows none. */
export function ageText(at: string, now: Date): string {
  const age = Math.max(0, now.getTime() - Date.parse(at));
  return formatDuration(Math.round(age / 1000) * 1000);
}
