/**
 * Watches the evaluation itself. It runs in the server as well as in workers, because a worker that is gone can tell nobody;
 * for the same reason a server that notices sends the messages itself.
 */
import { deliverNow } from '../notifications/index.ts';
import { newId } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { changeAlerts, insertAlerts } from './evaluation-store.ts';
import { tellAlerts } from './tell-alerts.ts';
import {
  type EvaluatorAge,
  evaluatorAge,
  lockWatchdog,
  openWatchdogAlert,
  transaction,
  watchdogIsOpen,
  watchdogKey,
} from './watchdog-store.ts';

/** Rules are looked at every five seconds; this long without a look is no hiccup. */
const silentMs = 90_000;

export interface Watchdog {
  stop(): Promise<void>;
}

export interface WatchdogOptions {
  everyMs?: number;
  limitMs?: number;
}

/** Looks every fifteen seconds. Whoever has just started gives the worker as long as the limit to start too. */
export function startWatchdog({ everyMs = 15_000, limitMs = silentMs }: WatchdogOptions = {}): Watchdog {
  const startedAt = performance.now();
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (performance.now() - startedAt < limitMs) return;
    looking = looking
      .then(() => watchEvaluator(limitMs))
      .catch((error: unknown) => log.warn('whether alerts are evaluated could not be seen', { error }));
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Opens an alert when nobody evaluated for `limitMs`, once; ends it when somebody does again. */
export async function watchEvaluator(limitMs = silentMs): Promise<void> {
  const found = await evaluatorAge();
  const silent = found.needed && (found.ageMs === null || found.ageMs > limitMs);
  const open = await openWatchdogAlert();
  if (silent && open === null) await begin(found);
  if (!silent && open !== null) await close(open, found.now);
  // Also when another opened it and died before telling.
  if (silent || open !== null) for (const id of await tellAlerts()) await deliverNow(id);
}

async function begin({ ageMs, now }: EvaluatorAge): Promise<void> {
  const since = ageMs === null ? now.getTime() : now.getTime() - ageMs;
  const summary =
    ageMs === null
      ? 'No alert rule was ever evaluated: no worker runs.'
      : `No alert rule was evaluated for ${Math.round(ageMs / 1000)} seconds. Is a worker running?`;
  await transaction(async (tx) => {
    if (!(await lockWatchdog(tx)) || (await watchdogIsOpen(tx))) return;
    const of = { ruleId: null, ruleName: 'Alerts are not evaluated', revision: 0, endpoint: null };
    await insertAlerts(
      tx,
      { ...of, severity: 'critical', unit: '', action: { kind: 'none' } },
      [
        {
          id: newId(),
          groupKey: watchdogKey,
          labels: {},
          cause: 'watchdog',
          summary,
          value: null,
          threshold: null,
          startedAt: since,
        },
      ],
      now,
    );
  });
}

async function close(id: string, now: Date): Promise<void> {
  const event = { kind: 'resolved', text: 'Rules are evaluated again.' } as const;
  await transaction((tx) => changeAlerts(tx, [{ id, state: 'resolved', event, value: null }], now));
}
