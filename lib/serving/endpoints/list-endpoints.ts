import { assertMay, type Caller, mayReach } from '../../access/index.ts';
import type { EndpointSummary } from '../schemas.ts';
import { allEndpoints } from './endpoint-store.ts';
import { presentEndpoint } from './present-endpoint.ts';

/** All endpoints by name, each with the versions it serves now. */
export async function listEndpoints(caller: Caller): Promise<EndpointSummary[]> {
  assertMay(caller, 'endpoints.read');
  const rows = await allEndpoints();
  const reached = rows.filter(({ endpoint }) => mayReach(caller, endpoint.name));
  return Promise.all(reached.map(({ endpoint, config }) => presentEndpoint(endpoint, config)));
}
