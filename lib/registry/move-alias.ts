import { assertMayAt, type Caller, userIdOf } from '../access/index.ts';
import { requireApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { insertAliasMove } from './history-store.ts';
import { presentAliasMove } from './present.ts';
import type { AliasMove, MoveAlias } from './schemas.ts';
import {
  findAlias,
  findLiveVersion,
  lockModel,
  putAlias,
  type Tx,
  touchModel,
  transaction,
} from './store.ts';
import { servedBy } from './uses-store.ts';

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
  return transaction((tx) => moveAliasIn(tx, caller, name, alias, input));
}

/** `moveAlias` as a part of a larger change. */
export async function moveAliasIn(
  tx: Tx,
  caller: Caller,
  name: string,
  alias: string,
  { version, reason, ticket }: MoveAlias,
): Promise<AliasMove> {
  assertMayAt(caller, 'models.promote', { kind: 'model', name });
  const { model, now } = await lockModel(tx, name);
  const { number: toVersion } = await findLiveVersion(tx, model, version);
  const fromVersion = (await findAlias(tx, model.id, alias))?.version ?? null;
  const move = { alias, fromVersion, toVersion, reason, ticket, at: now };
  if (fromVersion === toVersion) return { ...move, actor: caller.name, at: now.toISOString() };
  const followers = (await servedBy(tx, name)).filter((use) => use.alias === alias);
  await requireApproval(tx, caller, { environments: followers.map((use) => use.environment) });
  await putAlias(tx, model.id, alias, toVersion);
  const row = await insertAliasMove(tx, {
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
    before: { alias, version: fromVersion },
    after: { alias, version: toVersion, reason, ticket },
    ticket,
  });
  await publishChange(tx, { topic: 'registry', key: name });
  return presentAliasMove(row);
}
