import { assertMay, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { nameTaken } from './create-experiment.ts';
import { changeExperiment, isUniqueViolation, lockExperiment, transaction } from './experiment-store.ts';
import { tagsOf } from './present.ts';

export interface UpdateExperiment {
  name?: string;
  /** Set beside those there are. */
  tags?: Record<string, string>;
}

/** Throws `not_found`, `invalid` for a deleted experiment, or `conflict` when the new name is taken. */
export async function updateExperiment(
  caller: Caller,
  id: string,
  { name, tags }: UpdateExperiment,
): Promise<void> {
  assertMay(caller, 'runs.write');
  try {
    await transaction(async (tx) => {
      const row = await lockExperiment(tx, id);
      if (row.deletedAt !== null) {
        throw new AppError('invalid', `The experiment ${id} was deleted. Restore it first.`);
      }
      await changeExperiment(tx, row.id, { name, ...(tags && { tags: { ...tagsOf(row), ...tags } }) });
    });
  } catch (error) {
    if (name === undefined || !isUniqueViolation(error)) throw error;
    throw nameTaken(name);
  }
}
