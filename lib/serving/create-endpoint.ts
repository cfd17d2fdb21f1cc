import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { assertTargetsExist } from './assert-targets-exist.ts';
import { insertConfig, insertEndpoint, isUniqueViolation, transaction } from './endpoint-store.ts';
import { presentEndpoint } from './present-endpoint.ts';
import type { CreateEndpoint, EndpointSummary } from './schemas.ts';

/** Makes an endpoint with configuration 1. Throws `conflict` for a taken name, `invalid` for targets that do not exist. */
export async function createEndpoint(caller: Caller, input: CreateEndpoint): Promise<EndpointSummary> {
  assertMay(caller, 'endpoints.write');
  await assertTargetsExist(input.servedEntities);
  const { name, description, environment, servedEntities } = input;
  try {
    const rows = await transaction(async (tx) => {
      const endpoint = await insertEndpoint(tx, { id: newId(), name, description, environment });
      const config = await insertConfig(tx, {
        endpointId: endpoint.id,
        number: 1,
        servedEntities,
        createdById: userIdOf(caller),
        createdByName: caller.name,
      });
      await recordAudit(tx, caller, {
        action: 'endpoint.created',
        subject: { kind: 'endpoint', id: endpoint.id, name },
        after: { environment, servedEntities },
      });
      await publishChange(tx, { topic: 'endpoint', key: name });
      return { endpoint, config };
    });
    return await presentEndpoint(rows.endpoint, rows.config);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError(
      'conflict',
      `An endpoint named "${name}" exists. Change it instead, or choose another name.`,
    );
  }
}
