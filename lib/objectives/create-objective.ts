import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { auditViewOf, nameTaken, presentObjective } from './present.ts';
import type { CreateObjective, Objective } from './schemas.ts';
import { findEndpoint, insertObjective, lockObjectives, transaction } from './store.ts';

const mostOfOneEndpoint = 20;

/** Holds an endpoint to an objective from now on, over what was measured before too. */
export async function createObjective(
  caller: Caller,
  { endpoint: name, ...input }: CreateObjective,
): Promise<Objective> {
  const endpoint = await findEndpoint(name);
  assertMayAt(caller, 'alerts.write', { kind: 'endpoint', name, environment: endpoint?.environment ?? null });
  if (endpoint === null) throw notFound(`The endpoint "${name}"`);
  return transaction(async (tx) => {
    if ((await lockObjectives(tx, endpoint.id)) >= mostOfOneEndpoint) throw tooMany(name);
    const objective = presentObjective(
      await insertObjective(tx, { id: newId(), endpointId: endpoint.id, ...input }),
    );
    await recordAudit(tx, caller, {
      action: 'objective.created',
      subject: { kind: 'objective', id: objective.id, name: objective.name },
      after: auditViewOf(objective),
    });
    return objective;
  }).catch(nameTaken(input));
}

function tooMany(name: string): AppError {
  return new AppError(
    'conflict',
    `The endpoint "${name}" has ${mostOfOneEndpoint} objectives, which is as many as can be kept. Delete one first.`,
    { reason: 'too_many' },
  );
}
