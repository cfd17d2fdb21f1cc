import { assertMay, type Caller, mayAt } from '../../access/index.ts';
import type { EndpointSummary } from '../schemas.ts';
import { allEndpoints } from './endpoint-store.ts';
import { presentEndpoint } from './present-endpoint.ts';

/** All endpoints by name, each with the versions it serves now. */
export async function listEndpoints(caller: Caller): Promise<EndpointSummary[]> {
  assertMay(caller, 'endpoints.read');
  const rows = await allEndpoints();
  const reached = rows.filter(({ endpoint }) =>
    mayAt(caller, 'endpoints.read', { ...endpoint, kind: 'endpoint' }),
  );
  return Promise.all(reached.map(({ endpoint, config }) => presentEndpoint(endpoint, config)));
}
