import { retrieve } from '../knowledge/index.ts';
import { log } from '../platform/log.ts';
import { allEndpoints } from './endpoint-store.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';

/** Opening an index and compiling the first queries costs some hundred milliseconds: not at the first reader's expense. */
export async function warmUp(): Promise<void> {
  for (const { endpoint } of await allEndpoints()) {
    try {
      const { entities } = await resolveEndpoint(endpoint.name);
      for (const { chain } of entities) {
        if (chain.retrieval === null) continue;
        await retrieve({ ...chain.retrieval, query: 'warm up', signal: AbortSignal.timeout(10_000) });
      }
    } catch (error) {
      log.warn('an endpoint could not be warmed up', { endpoint: endpoint.name, error });
    }
  }
}
