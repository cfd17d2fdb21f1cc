import type { Caller } from '../../../access/index.ts';
import type { EndpointRow } from '../../endpoints/endpoint-store.ts';
import { updateEndpoint } from '../../endpoints/update-endpoint.ts';
import { type ServedEntity, updateEndpointSchema } from '../../schemas.ts';

/** Makes these entities the next configuration, unless somebody changed the endpoint since it was read. */
export async function putEntitiesInForce(
  caller: Caller,
  { name, config }: EndpointRow,
  servedEntities: readonly ServedEntity[],
): Promise<void> {
  const reason = 'Changed over the Databricks API.';
  const input = updateEndpointSchema.parse({ expectedConfig: config, servedEntities, reason });
  await updateEndpoint(caller, name, input);
}
