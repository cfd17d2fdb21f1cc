import { assertMay, type Caller } from '../access/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { lockRun, removeTag, transaction } from './run-store.ts';
import { runNameTag } from './tags.ts';
import { deletedRun } from './update-run.ts';

/** Throws `not_found` for the run or the tag, or `invalid` for a deleted run and for the tag that is the run's name. */
export async function deleteRunTag(caller: Caller, runId: string, key: string): Promise<void> {
  assertMay(caller, 'runs.write');
  if (key === runNameTag)
    throw new AppError('invalid', `The tag ${key} is the name of the run. Change it instead.`);
  await transaction(async (tx) => {
    const run = await lockRun(tx, runId);
    if (run.deletedAt !== null) throw deletedRun(runId);
    if (!(await removeTag(tx, run.id, key))) throw notFound(`The tag "${key}" of the run ${runId}`);
  });
}
