import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { highestNumber, lockModel, removeModel, transaction } from './store.ts';
import { servedBy } from './uses-store.ts';

/**
 * Removes a model that never had a version. One with versions stays, deleted ones included, since answers they gave lead to
 * it. Throws `not_found`, or `conflict` (reason `model_in_use` or `model_has_versions`).
 */
export async function deleteModel(caller: Caller, name: string): Promise<void> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  await transaction(async (tx) => {
    const { model } = await lockModel(tx, name);
    const endpoints = [...new Set((await servedBy(tx, name)).map((use) => `"${use.endpoint}"`))];
    if (endpoints.length > 0) {
      throw new AppError(
        'conflict',
        `The model "${name}" is served by ${endpoints.join(', ')}. Point the endpoint elsewhere first.`,
        { reason: 'model_in_use' },
      );
    }
    if ((await highestNumber(tx, model.id)) > 0) {
      throw new AppError(
        'conflict',
        `The model "${name}" has versions, and the answers they gave must stay explained. ` +
          'Delete or archive its versions instead.',
        { reason: 'model_has_versions' },
      );
    }
    await removeModel(tx, model.id);
    await recordAudit(tx, caller, {
      action: 'model.deleted',
      subject: { kind: 'model', id: model.id, name },
      before: { name, description: model.description },
    });
    await publishChange(tx, { topic: 'registry', key: name });
  });
}
