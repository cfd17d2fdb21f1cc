import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { auditViewOf, presentObjective } from './present.ts';
import { requireObjective } from './require-objective.ts';
import { lockObjective, removeObjective, transaction } from './store.ts';

export async function deleteObjective(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'alerts.write');
  await transaction(async (tx) => {
    const row = await lockObjective(tx, id);
    const objective = requireObjective(caller, row && presentObjective(row), 'alerts.write');
    await removeObjective(tx, id);
    await recordAudit(tx, caller, {
      action: 'objective.deleted',
      subject: { kind: 'objective', id, name: objective.name },
      before: auditViewOf(objective),
    });
  });
}
