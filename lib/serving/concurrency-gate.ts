/** How many answers each served entity is writing in this process. */
import { AppError } from '../platform/errors.ts';

// The fast door and Next hold separate copies of this module in one process; a limit is of the process.
const registryKey = Symbol.for('slipway.answers-per-entity');
const registry = globalThis as { [registryKey]?: Map<string, number> };
registry[registryKey] ??= new Map();
const running = registry[registryKey];

/** The key of an entity; `endpoint` is an id. */
export function gateKey(endpoint: string, entity: string): string {
  return `${endpoint}/${entity}`;
}

/**
 * Takes a place and returns how to give it back. Without a limit there is nothing to count.
 * Throws `unavailable` (reason `overloaded`) when every place is taken.
 */
export function enterGate(key: string, entity: string, limit: number | null): () => void {
  if (limit === null) return () => undefined;
  const count = running.get(key) ?? 0;
  if (count >= limit) {
    throw new AppError(
      'unavailable',
      `"${entity}" is writing ${limit} ${limit === 1 ? 'answer' : 'answers'} already, as many as it may at a time. Try again in a moment.`,
      { reason: 'overloaded', retryAfterSeconds: 1 },
    );
  }
  running.set(key, count + 1);
  return () => {
    const left = (running.get(key) ?? 1) - 1;
    if (left > 0) running.set(key, left);
    else running.delete(key);
  };
}
