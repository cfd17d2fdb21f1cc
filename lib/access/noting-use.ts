/** When something was last used: a hint for people, so it is collected and written for many requests at once. */
import { log } from '../platform/log.ts';

const collectMs = 500;
const noteEveryMs = 60_000;
const maxRemembered = 10_000;

/** Returns what notes one use, by id. It is not awaited and never fails: it must not slow a request. */
export function notingUse(what: string, touch: (ids: readonly string[]) => Promise<void>) {
  const noted = new Map<string, number>();
  const waiting = new Set<string>();
  const write = () => {
    const ids = [...waiting];
    waiting.clear();
    touch(ids).catch((error: unknown) => log.warn(`cannot note the use of ${what}`, { ids, error }));
  };
  return (id: string): void => {
    const now = Date.now();
    if (now - (noted.get(id) ?? 0) < noteEveryMs) return;
    if (noted.size >= maxRemembered) noted.clear();
    noted.set(id, now);
    if (waiting.size === 0) setTimeout(write, collectMs).unref();
    waiting.add(id);
  };
}
