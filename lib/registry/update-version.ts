import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { publishChange } from '../platform/events.ts';
import { presentVersion } from './present.ts';
import { type ModelVersion, tagsSchema, type UpdateVersion } from './schemas.ts';
import {
  aliasesOf,
  changeVersion,
  findVersion,
  lockModel,
  type Tx,
  touchModel,
  transaction,
} from './store.ts';

/** Changes description and tags, all of a version that may change; what is absent stays. Throws `not_found`. */
export async function updateVersion(
  caller: Caller,
  name: string,
  number: number,
  input: UpdateVersion,
): Promise<ModelVersion> {
  return transaction((tx) => updateVersionIn(tx, caller, name, number, input));
}

/** `updateVersion` as a part of a larger change. */
export async function updateVersionIn(
  tx: Tx,
  caller: Caller,
  name: string,
  number: number,
  { description, tags }: UpdateVersion,
): Promise<ModelVersion> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  const { model } = await lockModel(tx, name);
  const before = await findVersion(tx, model, number);
  const after = await changeVersion(tx, before.id, { description, tags });
  await touchModel(tx, model.id);
  await recordAudit(tx, caller, {
    action: 'version.updated',
    subject: { kind: 'model', id: model.id, name },
    before: { version: number, description: before.description, tags: tagsSchema.parse(before.tags) },
    after: { version: number, description: after.description, tags: tagsSchema.parse(after.tags) },
  });
  await publishChange(tx, { topic: 'registry', key: name });
  return presentVersion(model, after, await aliasesOf(tx, model.id));
}
