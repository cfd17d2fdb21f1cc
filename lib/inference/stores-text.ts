/** Whether an endpoint's questions and answers may be stored, in memory: no query while nothing changes. */
import { onChange } from '../platform/events.ts';
import { findStoragePolicies } from './data-policy-store.ts';

type Policies = ReadonlyMap<string, boolean | null>;

interface State {
  policies: Promise<Policies> | null;
  listening: Promise<unknown> | null;
}

// Next's bundle and the serving door hold an instance of this module each; a change must empty the cache of both.
const stateKey = Symbol.for('slipway.storage-policies');
const registry = globalThis as { [stateKey]?: State };
registry[stateKey] ??= { policies: null, listening: null };
const state = registry[stateKey];

function listen(): Promise<unknown> {
  state.listening ??= onChange((change) => {
    if (change === null || change.topic === 'privacy') forgetStoragePolicies();
  }).catch((error: unknown) => {
    state.listening = null;
    throw error;
  });
  return state.listening;
}

/** For whoever has just changed a policy and asks before the announcement comes back. */
export function forgetStoragePolicies(): void {
  state.policies = null;
}

async function load(): Promise<Policies> {
  const rows = await findStoragePolicies();
  return new Map(rows.map(({ endpointName, storePrompts }) => [endpointName, storePrompts]));
}

/** The endpoint's own word, else the installation's, else yes. */
export async function storesText(endpoint: string): Promise<boolean> {
  await listen();
  if (state.policies === null) {
    const loading = load();
    state.policies = loading;
    // A failed load is not remembered: whoever asks next tries again.
    loading.catch(() => {
      if (state.policies === loading) state.policies = null;
    });
  }
  const policies = await state.policies;
  return policies.get(endpoint) ?? policies.get('*') ?? true;
}
