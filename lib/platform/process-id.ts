import { newId } from './ids.ts';

const registryKey = Symbol.for('slipway.process-id');
const registry = globalThis as { [registryKey]?: string };

/** Names this process for as long as it lives; heartbeats and unfinished work carry it. */
export function processId(): string {
  registry[registryKey] ??= newId();
  return registry[registryKey];
}
