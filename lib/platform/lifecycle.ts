/**
 * How a process ends. Whoever holds something that must be flushed or closed registers it here; the entry point calls
 * `shutdown` once. Next's bundle and the server's own modules share one state through the global registry.
 */
import { log } from './log.ts';

interface Hook {
  name: string;
  run: () => Promise<void> | void;
}

interface Lifecycle {
  hooks: Set<Hook>;
  drain: AbortController;
}

const registryKey = Symbol.for('slipway.lifecycle');
const registry = globalThis as { [registryKey]?: Lifecycle };

function lifecycle(): Lifecycle {
  registry[registryKey] ??= { hooks: new Set(), drain: new AbortController() };
  return registry[registryKey];
}

/** Runs `fn` when this process ends, after requests are done, the last registered first. Returns how to take it back. */
export function onShutdown(name: string, fn: () => Promise<void> | void): () => void {
  const hook = { name, run: fn };
  lifecycle().hooks.add(hook);
  return () => void lifecycle().hooks.delete(hook);
}

/** True from the moment the process was told to stop: new work is refused, work in hand is finished. */
export function isDraining(): boolean {
  return lifecycle().drain.signal.aborted;
}

/** Aborts when draining begins. For streams without an end of their own (live updates), which would hold the exit up. */
export function drainSignal(): AbortSignal {
  return lifecycle().drain.signal;
}

export function beginDrain(): void {
  lifecycle().drain.abort();
}

/** Runs the hooks one after the other, each for at most `limitMs`. Returns the names of those that failed or took too long. */
export async function runShutdownHooks(limitMs: number): Promise<string[]> {
  beginDrain();
  const failed: string[] = [];
  for (const hook of [...lifecycle().hooks].reverse()) {
    try {
      await withLimit(Promise.resolve(hook.run()), limitMs);
    } catch (error) {
      failed.push(hook.name);
      log.error('a part did not stop cleanly', { part: hook.name, error });
    }
  }
  lifecycle().hooks.clear();
  return failed;
}

async function withLimit(work: Promise<void>, limitMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done within ${limitMs} ms`)), limitMs);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
