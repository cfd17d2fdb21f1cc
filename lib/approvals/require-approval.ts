import type { Caller } from '../access/index.ts';
import type { Tx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { approvalRequired } from './schemas.ts';
import { findPolicies } from './store.ts';

export interface GuardedChange {
  /** Environments in which it changes what is served. */
  environments: readonly string[];
  /** Restores what was in force before. */
  rollback?: boolean;
}

/**
 * Throws `conflict` (reason `approval_required`) when one of the environments takes a second person and nobody approved.
 * Called by every verb that changes what an environment serves, inside the change's transaction. What the system does by
 * itself carries out what people decided before.
 */
export async function requireApproval(
  tx: Tx,
  caller: Caller,
  { environments, rollback = false }: GuardedChange,
): Promise<void> {
  if (caller.kind === 'system' || (caller.kind === 'user' && caller.approval !== undefined)) return;
  const rules = await findPolicies(tx);
  const rule = rules.find(({ environment, required, rollbackAtOnce }) => {
    return required && environments.includes(environment) && !(rollback && rollbackAtOnce);
  });
  if (rule === undefined) return;
  throw new AppError(
    'conflict',
    `A change in ${rule.environment} takes a second person. Propose it, and somebody else who may make it approves it.`,
    { reason: approvalRequired },
  );
}
