import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { AliasMove, MoveAlias } from './schemas.ts';
import {
  findAlias,
  findVersion,
  insertAliasMove,
  lockModel,
  putAlias,
  touchModel,
  transaction,
} from './store.ts';

/**
 * Points an alias, made if new, at a version and writes who moved it and why. Endpoints that follow it serve the version
 * as soon as the change is committed. Moving it to where it is writes nothing. Throws `not_found`.
 */
export async function moveAlias(
  caller: Caller,
  name: string,
  alias: string,
  input: MoveAlias,
): Promise<AliasMove> {
  assertMay(caller, 'models.write');
  return transaction(async (tx) => {
    const model = await lockModel(tx, name);
    const target = await findVersion(tx, model, input.version);
    const before = await findAlias(tx, model.id, alias);
    const move = {
      alias,
      fromVersion: before?.version ?? null,
      toVersion: target.number,
      reason: input.reason,
      at: new Date(),
    };
    const moved = { ...move, actor: caller.name, at: move.at.toISOString() };
    if (before?.version === target.number) return moved;
    await putAlias(tx, model.id, alias, target.number);
    await insertAliasMove(tx, {
      id: newId(),
      modelId: model.id,
      ...move,
      actorId: userIdOf(caller),
      actorName: caller.name,
    });
    await touchModel(tx, model.id);
    await recordAudit(tx, caller, {
      action: 'alias.moved',
      subject: { kind: 'model', id: model.id, name },
      before: { alias, version: move.fromVersion },
      after: { alias, version: move.toVersion, reason: input.reason },
    });
    await publishChange(tx, { topic: 'registry', key: name });
    return moved;
  });
}
