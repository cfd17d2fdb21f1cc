import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { changeRun, lockRun, transaction } from './run-store.ts';

/** Hides a run; `restoreRun` undoes it. A run that was deleted before stays so. Throws `not_found`. */
export async function deleteRun(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'runs.write');
  await transaction(async (tx) => {
    const run = await lockRun(tx, id);
    if (run.deletedAt !== null) return;
    await changeRun(tx, run.id, { deletedAt: new Date() });
    await recordAudit(tx, caller, {
      action: 'run.deleted',
      subject: { kind: 'run', id, name: run.name },
      before: { experiment: String(run.experimentId), name: run.name, status: run.status },
    });
  });
}
