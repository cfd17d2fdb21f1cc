import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { insertExperiment, isUniqueViolation, transaction } from './experiment-store.ts';

export interface CreateExperiment {
  name: string;
  tags: Record<string, string>;
  /** Where clients put files themselves, e.g. `s3://bucket/folder`. */
  artifactLocation: string | null;
}

/** Returns the new experiment's id. Throws `conflict` when the name is taken, by a deleted experiment too. */
export async function createExperiment(caller: Caller, input: CreateExperiment): Promise<string> {
  assertMay(caller, 'runs.write');
  try {
    const row = await transaction((tx) => insertExperiment(tx, { ...input, createdById: userIdOf(caller) }));
    return String(row.id);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw nameTaken(input.name);
  }
}

export function nameTaken(name: string): AppError {
  return new AppError(
    'conflict',
    `An experiment named "${name}" exists, perhaps as a deleted one. Use it, restore it, or choose another name.`,
  );
}
