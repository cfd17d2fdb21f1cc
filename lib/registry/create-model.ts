import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { CreateModel, ModelSummary } from './schemas.ts';
import { insertModel, isUniqueViolation, transaction } from './store.ts';

/** Registers an empty model. Throws `AppError('conflict')` when the name is taken. */
export async function createModel(caller: Caller, input: CreateModel): Promise<ModelSummary> {
  assertMay(caller, 'models.write');
  try {
    return await transaction(async (tx) => {
      const row = await insertModel(tx, { id: newId(), ...input, createdById: userIdOf(caller) });
      await recordAudit(tx, caller, {
        action: 'model.created',
        subject: { kind: 'model', id: row.id, name: row.name },
        after: { name: row.name, description: row.description },
      });
      await publishChange(tx, { topic: 'registry', key: row.name });
      return {
        name: row.name,
        description: row.description,
        latestVersion: null,
        aliases: [],
        endpoints: [],
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
      };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `A model named "${input.name}" exists. Register a version in it instead.`);
  }
}
