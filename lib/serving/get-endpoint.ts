import { assertMay, type Caller } from '../access/index.ts';
import { configHistory, configOf, findEndpoint, prisma } from './endpoint-store.ts';
import { presentConfig, presentEndpoint } from './present-endpoint.ts';
import type { EndpointDetail } from './schemas.ts';

/** An endpoint with its configurations, newest first. Throws `not_found`. */
export async function getEndpoint(caller: Caller, name: string): Promise<EndpointDetail> {
  assertMay(caller, 'endpoints.read');
  const endpoint = await findEndpoint(prisma(), name);
  const [config, history] = await Promise.all([configOf(prisma(), endpoint), configHistory(endpoint.id)]);
  return { ...(await presentEndpoint(endpoint, config)), history: history.map(presentConfig) };
}
