import { assertMayAt, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { presentModel } from './present.ts';
import type { CreateModel, ModelSummary } from './schemas.ts';
import { insertModel, isUniqueViolation, type Tx, transaction } from './store.ts';

/** Registers an empty model. Throws `AppError('conflict')` when the name is taken. */
export async function createModel(caller: Caller, input: CreateModel): Promise<ModelSummary> {
  return transaction((tx) => createModelIn(tx, caller, input));
}

/** `createModel` as a part of a larger change; a conflict ends that one's transaction too. */
export async function createModelIn(tx: Tx, caller: Caller, input: CreateModel): Promise<ModelSummary> {
  assertMayAt(caller, 'models.write', { kind: 'model', name: input.name });
  const row = await insert(tx, caller, input);
  await recordAudit(tx, caller, {
    action: 'model.created',
    subject: { kind: 'model', id: row.id, name: row.name },
    after: { name: row.name, description: row.description, tags: input.tags },
  });
  await publishChange(tx, { topic: 'registry', key: row.name });
  return presentModel({ ...row, aliases: [], versions: [] }, []);
}

async function insert(tx: Tx, caller: Caller, input: CreateModel) {
  try {
    return await insertModel(tx, { id: newId(), ...input, createdById: userIdOf(caller) });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `A model named "${input.name}" exists. Register a version in it instead.`);
  }
}
