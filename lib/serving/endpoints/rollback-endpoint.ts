import { isDeepStrictEqual } from 'node:util';
import { type Caller, userIdOf } from '../../access/index.ts';
import { requireApproval } from '../../approvals/index.ts';
import { AppError } from '../../platform/errors.ts';
import { resolveTarget, resolveTargetIn } from '../../registry/index.ts';
import { forgetEndpoint } from '../resolve-endpoint.ts';
import {
  type EndpointSummary,
  type RollbackEndpoint,
  type RollbackPreview,
  servedEntitySchema,
} from '../schemas.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { assertUnchanged } from './assert-unchanged.ts';
import { configOf, entitiesOf, findEndpoint, lockEndpoint, prisma, transaction } from './endpoint-store.ts';
import { planRollback } from './plan-rollback.ts';
import { presentEndpoint } from './present-endpoint.ts';
import { putInForce } from './put-in-force.ts';

/** What `rollbackEndpoint` would put in force, changing nothing. Throws `not_found`. */
export async function previewRollback(
  caller: Caller,
  name: string,
  to: number,
  takeBackDocuments = true,
): Promise<RollbackPreview> {
  await assertMayAtEndpoint(caller, 'endpoints.read', name);
  const endpoint = await findEndpoint(prisma(), name);
  return planRollback(prisma(), endpoint, to, takeBackDocuments, resolveTarget);
}

/**
 * Puts what an earlier configuration served in force under a new number, on every replica at once; answers in flight finish
 * on what they started with. Changes nothing when that is in force already. Throws `not_found`, or `conflict` when the
 * configuration changed since it was read or when something it served is gone, which the message names.
 */
export async function rollbackEndpoint(
  caller: Caller,
  name: string,
  input: RollbackEndpoint,
): Promise<EndpointSummary> {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const { to, expectedConfig, takeBackDocuments, reason, ticket } = input;
  const { endpoint, config } = await transaction(async (tx) => {
    // Models are locked before the endpoint, as everywhere; the check below ends a plan made from a state that is gone.
    const found = await findEndpoint(tx, name);
    const plan = await planRollback(tx, found, to, takeBackDocuments, (target) =>
      resolveTargetIn(tx, target),
    );
    const before = await lockEndpoint(tx, name);
    assertUnchanged(before, expectedConfig);
    assertUnchanged(before, found.config);
    const inForce = await configOf(tx, before);
    const servedEntities = plan.entities.map(withoutFindings);
    if (isDeepStrictEqual(servedEntities, entitiesOf(inForce))) return { endpoint: before, config: inForce };
    assertNoProblem(to, plan.problems);
    await requireApproval(tx, caller, { environments: [before.environment], rollback: true });
    const author = { id: userIdOf(caller), name: caller.name };
    return putInForce(tx, before, {
      actor: caller,
      author,
      reason,
      ticket,
      servedEntities,
      rolledBackTo: to,
    });
  });
  forgetEndpoint(name);
  return presentEndpoint(endpoint, config);
}

function withoutFindings(planned: RollbackPreview['entities'][number]) {
  const { resolvedVersion, problem, pinnedFrom, snapshotThen, ...entity } = planned;
  return servedEntitySchema.parse(entity);
}

function assertNoProblem(to: number, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new AppError(
    'conflict',
    `The endpoint cannot go back to configuration ${to}. ${problems.join(' ')} Restore what is missing, or choose another configuration.`,
    { reason: 'rollback_problem', issues: problems.map((message) => ({ path: 'to', message })) },
  );
}
