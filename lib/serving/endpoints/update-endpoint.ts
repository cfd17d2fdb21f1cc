import { isDeepStrictEqual } from 'node:util';
import { assertMayAt, type Caller, userIdOf } from '../../access/index.ts';
import { requireApproval } from '../../approvals/index.ts';
import { forgetEndpoint } from '../resolve-endpoint.ts';
import type { EndpointSummary, UpdateEndpoint } from '../schemas.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { assertMayServe } from './assert-may-serve.ts';
import { assertServableIn } from './assert-servable.ts';
import { assertUnchanged } from './assert-unchanged.ts';
import { configOf, entitiesOf, findEndpoint, lockEndpoint, type Tx, transaction } from './endpoint-store.ts';
import { presentEndpoint } from './present-endpoint.ts';
import { putInForce } from './put-in-force.ts';

/**
 * Changes an endpoint; served entities that differ from those in force become the next configuration number, effective on
 * every replica at once. Throws `not_found`, `invalid`, or `conflict` when somebody changed the configuration since it was read.
 */
export async function updateEndpoint(
  caller: Caller,
  name: string,
  input: UpdateEndpoint,
): Promise<EndpointSummary> {
  const { endpoint, config } = await transaction((tx) => change(tx, caller, name, input, false));
  forgetEndpoint(name);
  return presentEndpoint(endpoint, config);
}

/**
 * `updateEndpoint` as a part of a larger change, which may have moved aliases and stages before it: those moves count as
 * part of the new configuration, so a roll-back takes them back too.
 */
export async function updateEndpointIn(
  tx: Tx,
  caller: Caller,
  name: string,
  input: UpdateEndpoint,
): Promise<void> {
  await change(tx, caller, name, input, true);
}

async function change(tx: Tx, caller: Caller, name: string, input: UpdateEndpoint, composed: boolean) {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const { description, environment, servedEntities, reason, ticket } = input;
  if (servedEntities) {
    assertMayServe(caller, servedEntities, entitiesOf(await configOf(tx, await findEndpoint(tx, name))));
    await assertServableIn(tx, servedEntities);
  }
  const before = await lockEndpoint(tx, name);
  const environments = [before.environment, environment ?? before.environment];
  for (const at of environments) {
    assertMayAt(caller, 'endpoints.write', { kind: 'endpoint', name, environment: at });
  }
  assertUnchanged(before, input.expectedConfig);
  const same = isDeepStrictEqual(servedEntities, entitiesOf(await configOf(tx, before)));
  const moves = environment !== undefined && environment !== before.environment;
  if ((servedEntities && !same) || moves) await requireApproval(tx, caller, { environments });
  return putInForce(tx, before, {
    actor: caller,
    author: { id: userIdOf(caller), name: caller.name },
    reason,
    ticket,
    composed,
    details: {
      ...(description !== undefined && { description }),
      ...(environment !== undefined && { environment }),
    },
    ...(servedEntities && !same && { servedEntities }),
  });
}
