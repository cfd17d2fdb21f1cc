import { assertMayAt, type Caller } from '../access/index.ts';
import { presentVersion } from './present.ts';
import { recordDeletion } from './record-deletion.ts';
import type { DeleteVersion, ModelVersion } from './schemas.ts';
import { aliasesOf, findVersion, lockModel, type Tx, transaction } from './store.ts';

/** Undoes a deletion: the version is back in the stage it had. One that is not deleted stays as it is. Throws `not_found`. */
export async function restoreVersion(
  caller: Caller,
  name: string,
  number: number,
  input: DeleteVersion,
): Promise<ModelVersion> {
  return transaction((tx) => restoreVersionIn(tx, caller, name, number, input));
}

/** `restoreVersion` as a part of a larger change. */
export async function restoreVersionIn(
  tx: Tx,
  caller: Caller,
  name: string,
  number: number,
  input: DeleteVersion,
): Promise<ModelVersion> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  const { model, now } = await lockModel(tx, name);
  const version = await findVersion(tx, model, number);
  const restored =
    version.deletedAt === null
      ? version
      : await recordDeletion(tx, caller, { model, version, at: now, deleted: false, ...input });
  return presentVersion(model, restored, await aliasesOf(tx, model.id));
}
