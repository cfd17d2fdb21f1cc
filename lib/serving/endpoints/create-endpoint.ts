import { assertMayAt, type Caller, userIdOf } from '../../access/index.ts';
import { requireApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { CreateEndpoint, EndpointSummary } from '../schemas.ts';
import { assertMayServe } from './assert-may-serve.ts';
import { assertServableIn } from './assert-servable.ts';
import {
  type ConfigRow,
  clock,
  type EndpointRow,
  findDeleted,
  insertConfig,
  insertEndpoint,
  isUniqueViolation,
  type Tx,
  transaction,
} from './endpoint-store.ts';
import { presentEndpoint } from './present-endpoint.ts';

interface Created {
  endpoint: EndpointRow;
  config: ConfigRow;
}

/** Makes an endpoint. Throws `conflict` for a taken name, `invalid` for entities that cannot serve. */
export async function createEndpoint(caller: Caller, input: CreateEndpoint): Promise<EndpointSummary> {
  const { endpoint, config } = await transaction((tx) => insert(tx, caller, input));
  return presentEndpoint(endpoint, config);
}

/** `createEndpoint` as a part of a larger change. */
export async function createEndpointIn(tx: Tx, caller: Caller, input: CreateEndpoint): Promise<void> {
  await insert(tx, caller, input);
}

async function insert(tx: Tx, caller: Caller, input: CreateEndpoint): Promise<Created> {
  const { name, description, environment, servedEntities } = input;
  assertMayAt(caller, 'endpoints.write', { kind: 'endpoint', name, environment });
  await requireApproval(tx, caller, { environments: [environment] });
  assertMayServe(caller, servedEntities, []);
  await assertServableIn(tx, servedEntities);
  // Figures are kept by name and number: a second endpoint of this name must not add to those of the first.
  const number = ((await findDeleted(tx, name))?.config ?? 0) + 1;
  const endpoint = await insertNew(tx, { id: newId(), name, description, environment, config: number });
  const config = await insertConfig(tx, {
    endpointId: endpoint.id,
    number,
    servedEntities,
    createdById: userIdOf(caller),
    createdByName: caller.name,
    createdAt: (await clock(tx)).now,
  });
  await recordAudit(tx, caller, {
    action: 'endpoint.created',
    subject: { kind: 'endpoint', id: endpoint.id, name },
    after: { config: number, environment, servedEntities },
  });
  await publishChange(tx, { topic: 'endpoint', key: name });
  return { endpoint, config };
}

async function insertNew(tx: Tx, data: Parameters<typeof insertEndpoint>[1]): Promise<EndpointRow> {
  try {
    return await insertEndpoint(tx, data);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError(
      'conflict',
      `An endpoint named "${data.name}" exists. Change it instead, or choose another name.`,
    );
  }
}
