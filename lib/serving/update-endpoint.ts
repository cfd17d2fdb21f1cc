import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { assertTargetsExist } from './assert-targets-exist.ts';
import {
  changeEndpoint,
  configOf,
  type EndpointRow,
  entitiesOf,
  insertConfig,
  lockEndpoint,
  transaction,
} from './endpoint-store.ts';
import { presentEndpoint } from './present-endpoint.ts';
import { forgetEndpoint } from './resolve-endpoint.ts';
import type { EndpointSummary, UpdateEndpoint } from './schemas.ts';

/**
 * Changes an endpoint; new served entities become the next configuration number, effective on every replica at once.
 * Throws `not_found`, `invalid`, or `conflict` when somebody changed the configuration since it was read.
 */
export async function updateEndpoint(
  caller: Caller,
  name: string,
  input: UpdateEndpoint,
): Promise<EndpointSummary> {
  assertMay(caller, 'endpoints.write');
  if (input.servedEntities) await assertTargetsExist(input.servedEntities);
  const rows = await transaction(async (tx) => {
    const before = await lockEndpoint(tx, name);
    assertUnchanged(before, input.expectedConfig);
    const beforeConfig = await configOf(tx, before);
    const config = input.servedEntities
      ? await insertConfig(tx, {
          endpointId: before.id,
          number: before.config + 1,
          servedEntities: input.servedEntities,
          reason: input.reason,
          createdById: userIdOf(caller),
          createdByName: caller.name,
        })
      : beforeConfig;
    const endpoint = await changeEndpoint(tx, before.id, {
      config: config.number,
      ...(input.description !== undefined && { description: input.description }),
      ...(input.environment !== undefined && { environment: input.environment }),
    });
    const view = (row: EndpointRow, servedEntities: ReturnType<typeof entitiesOf>) => {
      const { config: number, description, environment } = row;
      return { config: number, description, environment, servedEntities };
    };
    await recordAudit(tx, caller, {
      action: 'endpoint.updated',
      subject: { kind: 'endpoint', id: endpoint.id, name },
      before: view(before, entitiesOf(beforeConfig)),
      after: { ...view(endpoint, entitiesOf(config)), reason: input.reason },
    });
    await publishChange(tx, { topic: 'endpoint', key: name });
    return { endpoint, config };
  });
  forgetEndpoint(name);
  return presentEndpoint(rows.endpoint, rows.config);
}

function assertUnchanged(endpoint: EndpointRow, expectedConfig: number): void {
  if (endpoint.config === expectedConfig) return;
  throw new AppError(
    'conflict',
    `The endpoint "${endpoint.name}" is at configuration ${endpoint.config}; your change was made from ${expectedConfig}. ` +
      'Reload it, look at what changed, and save again.',
    { reason: 'config_changed' },
  );
}
