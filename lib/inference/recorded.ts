/** Who wants to hear of requests once they are on record. */
import { log } from '../platform/log.ts';
import type { InferenceRecord } from './record.ts';

export interface Recorded {
  records: readonly InferenceRecord[];
  /** How long their common transaction took, in milliseconds. */
  commitMs: number;
}

type Listener = (recorded: Recorded) => void;

// Next's bundle and the serving door hold an instance of this module each, and one listener hears of both.
const listenersKey = Symbol.for('slipway.recorded-listeners');
const registry = globalThis as { [listenersKey]?: Set<Listener> };
registry[listenersKey] ??= new Set();
const listeners = registry[listenersKey];

/** Calls `listener` with each group commit after its answers were let go, so that it delays none. */
export function onRecorded(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function announceRecorded(recorded: Recorded): void {
  if (listeners.size === 0 || recorded.records.length === 0) return;
  setImmediate(() => {
    for (const listener of listeners) tell(listener, recorded);
  });
}

function tell(listener: Listener, recorded: Recorded): void {
  try {
    listener(recorded);
  } catch (error) {
    log.error('a listener failed on recorded requests', { error });
  }
}
