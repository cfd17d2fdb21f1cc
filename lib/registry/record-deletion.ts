import { type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { insertVersionDeletion } from './history-store.ts';
import { changeVersion, type ModelRow, type Tx, touchModel, type VersionRow } from './store.ts';

/** Marks a version as deleted or not, with its line in the history and in the audit trail. */
export async function recordDeletion(
  tx: Tx,
  caller: Caller,
  change: {
    model: ModelRow;
    version: VersionRow;
    at: Date;
    /** False restores. */
    deleted: boolean;
    reason: string;
    ticket: string;
  },
): Promise<VersionRow> {
  const { model, version, at, deleted, reason, ticket } = change;
  const row = await changeVersion(tx, version.id, { deletedAt: deleted ? at : null });
  await insertVersionDeletion(tx, {
    id: newId(),
    modelId: model.id,
    version: version.number,
    deleted,
    reason,
    ticket,
    actorId: userIdOf(caller),
    actorName: caller.name,
    at,
  });
  await touchModel(tx, model.id);
  await recordAudit(tx, caller, {
    action: deleted ? 'version.deleted' : 'version.restored',
    subject: { kind: 'model', id: model.id, name: model.name },
    before: { version: version.number, stage: version.stage, deleted: !deleted },
    after: { version: version.number, stage: version.stage, deleted, reason, ticket },
    ticket,
  });
  await publishChange(tx, { topic: 'registry', key: model.name });
  return row;
}
