/** When sessions were last used: a hint for people, collected and written for many requests at once. */
import { log } from '../../platform/log.ts';
import { touchSessions } from './session-store.ts';

const collectMs = 500;
const noteEveryMs = 60_000;
const maxRemembered = 10_000;

const noted = new Map<string, number>();
const waiting = new Set<string>();

/** Not awaited and never fails: it must not slow a request. */
export function noteSessionUse(id: string): void {
  const now = Date.now();
  if (now - (noted.get(id) ?? 0) < noteEveryMs) return;
  if (noted.size >= maxRemembered) noted.clear();
  noted.set(id, now);
  if (waiting.size === 0) setTimeout(write, collectMs).unref();
  waiting.add(id);
}

function write(): void {
  const ids = [...waiting];
  waiting.clear();
  touchSessions(ids).catch((error: unknown) => log.warn('cannot note the use of sessions', { ids, error }));
}
