import { assertMay, type Caller } from '../access/index.ts';
import { changeExperiment, lockExperiment, restoreRunsOf, transaction } from './experiment-store.ts';

/** Brings an experiment back with the runs that were deleted together with it. Throws `not_found`. */
export async function restoreExperiment(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'runs.write');
  await transaction(async (tx) => {
    const row = await lockExperiment(tx, id);
    if (row.deletedAt === null) return;
    await changeExperiment(tx, row.id, { deletedAt: null });
    await restoreRunsOf(tx, row.id, row.deletedAt);
  });
}
