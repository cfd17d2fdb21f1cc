import type { Caller } from '../../../access/index.ts';
import { assertMayAtEndpoint } from '../../endpoints/assert-at-endpoint.ts';
import { assertUnchanged } from '../../endpoints/assert-unchanged.ts';
import { entitiesOf } from '../../endpoints/endpoint-store.ts';
import type { ServingConfigBody } from './body.ts';
import { inForce } from './in-force.ts';
import { notesOfConfig } from './notes.ts';
import { planConfig } from './plan-config.ts';
import { presentServingEndpoint } from './present-serving-endpoint.ts';
import { putEntitiesInForce } from './put-in-force.ts';
import { withProviders } from './save-providers.ts';

/**
 * `PUT /api/2.0/serving-endpoints/{name}/config`: in force on every replica when it is answered. Throws `not_found`, `invalid`,
 * and `conflict` when the configuration is not the one the change was made from.
 */
export async function updateServingConfig(caller: Caller, name: string, body: ServingConfigBody) {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const { endpoint, config } = await inForce(name);
  assertUnchanged(endpoint, body.config_version ?? endpoint.config);
  const { entities, providers } = await planConfig(name, body, entitiesOf(config));
  await withProviders(caller, name, providers, () => putEntitiesInForce(caller, endpoint, entities));
  return presentServingEndpoint(caller, await inForce(name), notesOfConfig(body));
}
