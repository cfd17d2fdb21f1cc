import { assertMay, type Caller, mayAt } from '../../access/index.ts';
import { allEndpoints } from './endpoint-store.ts';

/** Names a client may send as `model`. */
export async function listServableEndpoints(caller: Caller): Promise<{ name: string; createdAt: Date }[]> {
  assertMay(caller, 'endpoints.query');
  const rows = await allEndpoints();
  return rows
    .filter(({ endpoint }) => mayAt(caller, 'endpoints.query', { ...endpoint, kind: 'endpoint' }))
    .map(({ endpoint: { name, createdAt } }) => ({ name, createdAt }));
}
