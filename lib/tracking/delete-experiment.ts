import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { changeExperiment, deleteRunsOf, lockExperiment, transaction } from './experiment-store.ts';

/** Hides an experiment and its runs; `restoreExperiment` undoes it. Throws `not_found`, or `invalid` for the default one. */
export async function deleteExperiment(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'runs.write');
  await transaction(async (tx) => {
    const row = await lockExperiment(tx, id);
    if (row.id === 0) throw new AppError('invalid', 'The default experiment cannot be deleted.');
    if (row.deletedAt !== null) return;
    const at = new Date();
    await changeExperiment(tx, row.id, { deletedAt: at });
    const runs = await deleteRunsOf(tx, row.id, at);
    await recordAudit(tx, caller, {
      action: 'experiment.deleted',
      subject: { kind: 'experiment', id, name: row.name },
      before: { name: row.name, runs },
    });
  });
}
