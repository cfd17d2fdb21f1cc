import { assertMayAt, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { insertAliasMove } from './history-store.ts';
import type { DeleteAlias } from './schemas.ts';
import { findAlias, lockModel, removeAlias, type Tx, touchModel, transaction } from './store.ts';
import { servedBy } from './uses-store.ts';

/** Removes an alias. Throws `not_found`, or `conflict` while an endpoint follows it. */
export async function deleteAlias(
  caller: Caller,
  name: string,
  alias: string,
  input: DeleteAlias,
): Promise<void> {
  return transaction((tx) => deleteAliasIn(tx, caller, name, alias, input));
}

/** `deleteAlias` as a part of a larger change. */
export async function deleteAliasIn(
  tx: Tx,
  caller: Caller,
  name: string,
  alias: string,
  { reason, ticket }: DeleteAlias,
): Promise<void> {
  assertMayAt(caller, 'models.promote', { kind: 'model', name });
  const { model, now } = await lockModel(tx, name);
  const before = await findAlias(tx, model.id, alias);
  if (before === null) throw notFound(`The alias "@${alias}" of the model "${name}"`);
  await assertNotFollowed(tx, name, alias);
  await removeAlias(tx, model.id, alias);
  await insertAliasMove(tx, {
    id: newId(),
    modelId: model.id,
    alias,
    fromVersion: before.version,
    toVersion: null,
    reason,
    ticket,
    actorId: userIdOf(caller),
    actorName: caller.name,
    at: now,
  });
  await touchModel(tx, model.id);
  await recordAudit(tx, caller, {
    action: 'alias.deleted',
    subject: { kind: 'model', id: model.id, name },
    before: { alias, version: before.version },
    after: { alias, version: null, reason, ticket },
    ticket,
  });
  await publishChange(tx, { topic: 'registry', key: name });
}

async function assertNotFollowed(tx: Tx, name: string, alias: string): Promise<void> {
  const followers = (await servedBy(tx, name)).filter((use) => use.alias === alias);
  if (followers.length === 0) return;
  const names = [...new Set(followers.map((use) => `"${use.endpoint}"`))].join(', ');
  throw new AppError(
    'conflict',
    `The alias "@${alias}" is followed by ${names}. Point the endpoint elsewhere first.`,
    { reason: 'alias_in_use' },
  );
}
