import { assertMayAt, type Caller } from '../access/index.ts';
import { environmentOfEndpoint, policyHistory, prisma, requireEndpoint } from './policy-store.ts';
import { presentPolicy } from './present-policy.ts';
import type { EndpointPolicy } from './schemas.ts';

/** The policy in force at an endpoint, and those before it. Throws `not_found`. */
export async function getPolicy(caller: Caller, endpoint: string): Promise<EndpointPolicy> {
  const environment = await environmentOfEndpoint(endpoint);
  assertMayAt(caller, 'endpoints.read', { kind: 'endpoint', name: endpoint, environment });
  const { id } = await requireEndpoint(prisma(), endpoint);
  const history = (await policyHistory(id)).map(presentPolicy);
  return { ...(history[0] ?? presentPolicy(null)), endpoint, environment, history };
}
