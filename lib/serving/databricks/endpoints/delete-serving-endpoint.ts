import type { Caller } from '../../../access/index.ts';
import { assertMayAtEndpoint } from '../../endpoints/assert-at-endpoint.ts';
import { deleteEndpoint } from '../../endpoints/delete-endpoint.ts';
import { configHistory, entitiesOf } from '../../endpoints/endpoint-store.ts';
import { inForce } from './in-force.ts';
import { providerNameOf } from './provider-name.ts';
import { removeProviders } from './save-providers.ts';

/**
 * `DELETE /api/2.0/serving-endpoints/{name}`: also removes the providers that were made for its external models, unless
 * something else needs them. Throws `not_found`.
 * @returns an empty object: mlflow reads every answer as JSON.
 */
export async function deleteServingEndpoint(caller: Caller, name: string): Promise<Record<string, never>> {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const { endpoint } = await inForce(name);
  const history = await configHistory(endpoint.id);
  const made = history.flatMap(entitiesOf).flatMap(({ name: entity, target }) => {
    const own = providerNameOf(name, entity);
    return target.by === 'external' && target.provider === own ? [own] : [];
  });
  await deleteEndpoint(caller, name, name);
  await removeProviders(caller, new Set(made));
  return {};
}
