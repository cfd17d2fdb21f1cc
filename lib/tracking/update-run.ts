import { assertMay, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { getRun } from './get-run.ts';
import type { StoredRun } from './present.ts';
import { changeRun, lockRun, putTag, transaction } from './run-store.ts';
import type { RunStatus } from './schemas.ts';
import { noteTag, runNameTag } from './tags.ts';

export interface UpdateRun {
  status?: RunStatus;
  endedAt?: Date;
  name?: string;
  description?: string;
}

/**
 * A run that ends without saying when ends now; one that is taken up again has no end any more. Any status may follow any
 * other, since MLflow's clients resume runs that ended. Throws `not_found`, or `invalid` for a deleted run.
 */
export async function updateRun(caller: Caller, id: string, input: UpdateRun): Promise<StoredRun> {
  assertMay(caller, 'runs.write');
  const { status, name, description } = input;
  await transaction(async (tx) => {
    const run = await lockRun(tx, id);
    if (run.deletedAt !== null) throw deletedRun(id);
    await changeRun(tx, run.id, { status, name, endedAt: endOf(input, run.endedAt) });
    if (name !== undefined) await putTag(tx, run.id, runNameTag, name);
    if (description !== undefined) await putTag(tx, run.id, noteTag, description);
  });
  return getRun(caller, id, 'runs.write');
}

function endOf({ status, endedAt }: UpdateRun, before: Date | null): Date | null {
  if (endedAt !== undefined) return endedAt;
  if (status === undefined) return before;
  if (status === 'RUNNING' || status === 'SCHEDULED') return null;
  return before ?? new Date();
}

export function deletedRun(id: string): AppError {
  return new AppError('invalid', `The run ${id} was deleted. Restore it first.`);
}
