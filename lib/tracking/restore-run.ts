import { assertMay, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { findExperiment } from './experiment-store.ts';
import { changeRun, lockRun, transaction } from './run-store.ts';

/** Throws `not_found`, or `invalid` while the run's experiment is deleted. */
export async function restoreRun(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'runs.write');
  await transaction(async (tx) => {
    const run = await lockRun(tx, id);
    const experiment = await findExperiment(tx, String(run.experimentId));
    if (experiment.deletedAt !== null) {
      throw new AppError(
        'invalid',
        `The experiment ${experiment.id} of this run was deleted. Restore that first.`,
      );
    }
    await changeRun(tx, run.id, { deletedAt: null });
  });
}
