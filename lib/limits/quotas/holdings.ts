/** All slices this process holds: found by quota and subject, renewed while they are used, given back when it ends. */
import { onShutdown } from '../../platform/lifecycle.ts';
import { log } from '../../platform/log.ts';
import { noteDatabaseTime } from './database-clock.ts';
import { Holding, sliceSeconds } from './holding.ts';
import { onLimitsChange } from './known-quotas.ts';
import { announceRecall, dropSlices, renewSlices } from './lease-store.ts';

const renewEveryMs = 10_000;

interface Holdings {
  byQuota: Map<string, Map<string, Holding>>;
  timer: NodeJS.Timeout | undefined;
}

// Next's bundle and the serving door hold an instance of this module each; what is held is the process's.
const stateKey = Symbol.for('slipway.limits.holdings');
const registry = globalThis as { [stateKey]?: Holdings };
registry[stateKey] ??= { byQuota: new Map(), timer: undefined };
const state = registry[stateKey];

export function holdingOf(quotaId: string, subject: string): Holding {
  start();
  const subjects = state.byQuota.get(quotaId) ?? new Map<string, Holding>();
  state.byQuota.set(quotaId, subjects);
  const known = subjects.get(subject);
  if (known) return known;
  const holding = new Holding({ quotaId, subject, recall: () => announceRecall(quotaId) });
  subjects.set(subject, holding);
  return holding;
}

function start(): void {
  if (state.timer !== undefined) return;
  state.timer = setInterval(() => void renewHoldings(), renewEveryMs);
  state.timer.unref();
  onLimitsChange(recall);
  onShutdown('quota slices', giveEverythingBack);
}

/** A quota changed, or another process asks for what is not needed here. */
function recall(change: { key: string } | null): void {
  const id = change === null ? null : /^(?:quota|recall):(.+)$/.exec(change.key)?.[1];
  if (id === undefined) return;
  for (const [quotaId, subjects] of state.byQuota) {
    if (id === null || id === quotaId) for (const holding of subjects.values()) holding.recalled();
  }
}

function all(): Holding[] {
  return [...state.byQuota.values()].flatMap((subjects) => [...subjects.values()]);
}

/** Never rejects: what cannot be renewed is not drawn from any more. */
export async function renewHoldings(): Promise<void> {
  const ids = all().flatMap((holding) => holding.keep());
  forgetEmpty();
  if (ids.length === 0) return;
  try {
    const answer = await renewSlices(ids, sliceSeconds);
    if (answer === null) return;
    noteDatabaseTime(answer.now);
    for (const holding of all()) holding.renewed(answer.renewed, answer.now);
  } catch (error) {
    log.warn('slices of quotas could not be renewed; what is held is used until it expires', { error });
  }
}

function forgetEmpty(): void {
  for (const [quotaId, subjects] of state.byQuota) {
    for (const [subject, holding] of subjects) if (holding.isEmpty()) subjects.delete(subject);
    if (subjects.size === 0) state.byQuota.delete(quotaId);
  }
}

/** After the last answer ended. */
export async function giveEverythingBack(): Promise<void> {
  clearInterval(state.timer);
  state.timer = undefined;
  const ids = all().flatMap((holding) => holding.ids());
  state.byQuota.clear();
  if (ids.length > 0) await dropSlices(ids);
}
