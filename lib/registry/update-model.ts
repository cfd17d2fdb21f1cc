import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { publishChange } from '../platform/events.ts';
import { presentModel } from './present.ts';
import { type ModelSummary, tagsSchema, type UpdateModel } from './schemas.ts';
import { changeModel, lockModel, modelWithPlaces, type Tx, transaction } from './store.ts';
import { servedBy } from './uses-store.ts';

/** Changes description and tags; what is absent stays. Throws `not_found`. */
export async function updateModel(caller: Caller, name: string, input: UpdateModel): Promise<ModelSummary> {
  return transaction((tx) => updateModelIn(tx, caller, name, input));
}

/** `updateModel` as a part of a larger change. */
export async function updateModelIn(
  tx: Tx,
  caller: Caller,
  name: string,
  { description, tags }: UpdateModel,
): Promise<ModelSummary> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  const { model: before } = await lockModel(tx, name);
  const after = await changeModel(tx, before.id, { description, tags });
  await recordAudit(tx, caller, {
    action: 'model.updated',
    subject: { kind: 'model', id: before.id, name },
    before: { description: before.description, tags: tagsSchema.parse(before.tags) },
    after: { description: after.description, tags: tagsSchema.parse(after.tags) },
  });
  await publishChange(tx, { topic: 'registry', key: name });
  const endpoints = new Set((await servedBy(tx, name)).map((use) => use.endpoint));
  return presentModel(await modelWithPlaces(tx, before.id), [...endpoints]);
}
