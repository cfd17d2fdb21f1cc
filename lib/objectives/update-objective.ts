import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { auditViewOf, nameTaken, presentObjective } from './present.ts';
import { requireObjective } from './require-objective.ts';
import type { Objective, ObjectiveInput } from './schemas.ts';
import { changeObjective, lockObjective, transaction } from './store.ts';

/** Throws `conflict` when somebody else changed it since `readAt`. */
export async function updateObjective(
  caller: Caller,
  id: string,
  input: ObjectiveInput,
  readAt: string | null,
): Promise<Objective> {
  assertMay(caller, 'alerts.write');
  return transaction(async (tx) => {
    const row = await lockObjective(tx, id);
    const before = requireObjective(caller, row && presentObjective(row), 'alerts.write');
    assertUnchanged(before, readAt);
    const objective = presentObjective(await changeObjective(tx, id, input));
    await recordAudit(tx, caller, {
      action: 'objective.updated',
      subject: { kind: 'objective', id, name: objective.name },
      before: auditViewOf(before),
      after: auditViewOf(objective),
    });
    return objective;
  }).catch(nameTaken(input));
}

function assertUnchanged({ name, updatedAt }: Objective, readAt: string | null): void {
  if (readAt === null || readAt.trim().replaceAll('"', '') === updatedAt) return;
  throw new AppError(
    'conflict',
    `The objective "${name}" was changed by somebody else since you opened it. Reload to see the change, then make yours again.`,
    { reason: 'changed_since' },
  );
}
