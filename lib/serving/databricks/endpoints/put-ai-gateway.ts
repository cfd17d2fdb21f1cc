import type { Caller } from '../../../access/index.ts';
import { assertMayAtEndpoint } from '../../endpoints/assert-at-endpoint.ts';
import { entitiesOf } from '../../endpoints/endpoint-store.ts';
import { type AiGatewayBody, assertHonoured, presentAiGateway, withGateway } from './ai-gateway.ts';
import { inForce } from './in-force.ts';
import { putEntitiesInForce } from './put-in-force.ts';

/**
 * `PUT /api/2.0/serving-endpoints/{name}/ai-gateway`: an absent part of the gateway stays as it is. Throws `not_found`, and
 * `invalid` for what cannot be honoured.
 */
export async function putAiGateway(caller: Caller, name: string, body: AiGatewayBody) {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  assertHonoured(body);
  const { endpoint, config } = await inForce(name);
  const entities = withGateway(entitiesOf(config), body);
  await putEntitiesInForce(caller, endpoint, entities);
  return presentAiGateway(entities);
}
