/** The quotas in force, in memory: no query while nothing changes, nothing to do while there are none. */
import { onChange } from '../../platform/events.ts';
import { enabledQuotas, type KnownQuota } from './quota-store.ts';

/** Whom a request is charged to. */
export interface Payers {
  userId: string | null;
  teamIds: readonly string[];
  keyId: string | null;
  endpoint: string;
}

/** A quota with the one it holds for here: they differ for `*`. */
export interface ApplyingQuota {
  readonly quota: KnownQuota;
  readonly subject: string;
}

type Listener = (change: { key: string } | null) => void;

interface State {
  known: Promise<ReadonlyMap<string, readonly KnownQuota[]>> | undefined;
  listening: Promise<unknown> | undefined;
  listeners: Set<Listener>;
}

// Next's bundle and the serving door hold an instance of this module each; a change must reach both.
const stateKey = Symbol.for('slipway.limits.quotas');
const registry = globalThis as { [stateKey]?: State };
registry[stateKey] ??= { known: undefined, listening: undefined, listeners: new Set() };
const state = registry[stateKey];

/** Calls `listener` whenever limits may have changed, with the change's key, or null when anything may have. */
export function onLimitsChange(listener: Listener): void {
  state.listeners.add(listener);
}

function listen(): Promise<unknown> {
  state.listening ??= onChange((change) => {
    if (change !== null && change.topic !== 'limits') return;
    if (change === null || change.key.startsWith('quota:')) state.known = undefined;
    for (const listener of state.listeners) listener(change);
  }).catch((error: unknown) => {
    state.listening = undefined;
    throw error;
  });
  return state.listening;
}

/** For whoever has just changed a quota and asks before the announcement comes back. */
export function forgetQuotas(): void {
  state.known = undefined;
}

async function known(): Promise<ReadonlyMap<string, readonly KnownQuota[]>> {
  await listen();
  if (state.known === undefined) {
    const loading = enabledQuotas().then((quotas) => Map.groupBy(quotas, keyOf));
    // Kept before it is loaded: a change that arrives meanwhile removes it, so no stale list outlives the change.
    state.known = loading;
    loading.catch(() => {
      if (state.known === loading) state.known = undefined;
    });
  }
  return state.known;
}

function keyOf({ subjectKind, subjectId }: Pick<KnownQuota, 'subjectKind' | 'subjectId'>): string {
  return `${subjectKind}:${subjectId}`;
}

/**
 * The quotas a request must fit into. One made for somebody in particular stands in for the one of the same measure and
 * period that `*` gives to each of the kind.
 */
export async function quotasOf(payers: Payers): Promise<ApplyingQuota[]> {
  const quotas = await known();
  if (quotas.size === 0) return [];
  return subjectsOf(payers).flatMap(({ kind, subject }) => {
    const own = quotas.get(`${kind}:${subject}`) ?? [];
    const general = (quotas.get(`${kind}:*`) ?? []).filter(
      ({ measure, period }) => !own.some((one) => one.measure === measure && one.period === period),
    );
    return [...own, ...general].map((quota) => ({ quota, subject }));
  });
}

function subjectsOf({ userId, teamIds, keyId, endpoint }: Payers) {
  return [
    ...(userId === null ? [] : [{ kind: 'user', subject: userId }]),
    ...teamIds.map((subject) => ({ kind: 'team', subject })),
    ...(keyId === null ? [] : [{ kind: 'key', subject: keyId }]),
    { kind: 'endpoint', subject: endpoint },
  ];
}
