/**
 * Circuit breaker and recent figures of one provider, in the memory of this process: another server or the worker makes
 * its own experience. Kept on `globalThis`, because the fast door and Next run copies of this module in one process.
 */
import type { ProviderError } from '../contract.ts';
import { type Breaker, createBreaker, type Outcome } from './breaker.ts';
import { createTally, type Tally } from './tally.ts';

export const healthWindowMs = 15 * 60_000;
/** Latest answers whose latencies are kept; percentiles of more would not tell more. */
const keptLatencies = 2000;

export interface Monitor {
  breaker: Breaker;
  tally: Tally;
  /** Of calls that worked, oldest first. */
  latencies: { at: number; ms: number }[];
  lastError: { code: string; message: string; at: number } | null;
}

const registryKey = Symbol.for('slipway.provider-monitors');
const registry = globalThis as { [registryKey]?: Map<string, Monitor> };

function monitors(): Map<string, Monitor> {
  registry[registryKey] ??= new Map();
  return registry[registryKey];
}

export function monitorOf(name: string): Monitor {
  const known = monitors().get(name);
  if (known) return known;
  const monitor: Monitor = {
    breaker: createBreaker(),
    tally: createTally(healthWindowMs),
    latencies: [],
    lastError: null,
  };
  monitors().set(name, monitor);
  return monitor;
}

/** After a change of its settings, or a test that worked, a provider is trusted again. */
export function closeCircuit(name: string): void {
  const known = monitors().get(name);
  if (known) known.breaker = createBreaker();
}

export function forgetMonitor(name: string): void {
  monitors().delete(name);
}

/** Notes how a call went. `ms` to the end of the answer. */
export function note(
  monitor: Monitor,
  outcome: Outcome,
  { now, ms, error }: { now: number; ms: number; error: ProviderError | null },
): void {
  monitor.tally.add(outcome === 'failure', now);
  if (error !== null && error.code !== 'aborted') {
    monitor.lastError = { code: error.code, message: error.message, at: now };
  }
  if (outcome !== 'success') return;
  monitor.latencies.push({ at: now, ms });
  if (monitor.latencies.length > keptLatencies) monitor.latencies.splice(0, keptLatencies / 2);
}
