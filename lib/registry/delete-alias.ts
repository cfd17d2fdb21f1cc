import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import {
  findAlias,
  insertAliasMove,
  lockModel,
  removeAlias,
  servedBy,
  touchModel,
  transaction,
} from './store.ts';

/** Removes an alias. Throws `not_found`, or `conflict` while an endpoint follows it. */
export async function deleteAlias(caller: Caller, name: string, alias: string, reason = ''): Promise<void> {
  assertMay(caller, 'models.write');
  await transaction(async (tx) => {
    const model = await lockModel(tx, name);
    const before = await findAlias(tx, model.id, alias);
    if (before === null) throw notFound(`The alias "@${alias}" of the model "${name}"`);
    const followers = (await servedBy(tx, name)).filter((use) => use.alias === alias);
    if (followers.length > 0) {
      const names = followers.map((use) => `"${use.endpoint}"`).join(', ');
      throw new AppError(
        'conflict',
        `The alias "@${alias}" is followed by ${names}. Point the endpoint elsewhere first.`,
        { reason: 'alias_in_use' },
      );
    }
    await removeAlias(tx, model.id, alias);
    await insertAliasMove(tx, {
      id: newId(),
      modelId: model.id,
      alias,
      fromVersion: before.version,
      toVersion: null,
      reason,
      actorId: userIdOf(caller),
      actorName: caller.name,
    });
    await touchModel(tx, model.id);
    await recordAudit(tx, caller, {
      action: 'alias.deleted',
      subject: { kind: 'model', id: model.id, name },
      before: { alias, version: before.version },
    });
    await publishChange(tx, { topic: 'registry', key: name });
  });
}
