import { retrieve } from '../knowledge/index.ts';
import { log } from '../platform/log.ts';
import { allEndpoints } from './endpoints/endpoint-store.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';

const limitMs = 10_000;

/**
 * Opening an index and compiling the first queries costs some hundred milliseconds: not at the first reader's expense.
 * Resolves early once `signal` aborts.
 */
export async function warmUp(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  for (const { endpoint } of await allEndpoints()) {
    try {
      await warmUpEndpoint(endpoint.name, signal);
    } catch (error) {
      if (signal.aborted) return;
      log.warn('an endpoint could not be warmed up', { endpoint: endpoint.name, error });
    }
  }
}

async function warmUpEndpoint(name: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { entities } = await resolveEndpoint(name);
  for (const { target } of entities) {
    signal.throwIfAborted();
    const retrieval = target?.chain.retrieval ?? null;
    if (retrieval === null) continue;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    await retrieve({ ...retrieval, query: 'warm up', reader: null, signal: limit });
  }
}
