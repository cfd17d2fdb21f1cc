/** Tags as MLflow changes them: one at a time. Our verbs replace all of them, so a change reads and writes under the lock. */
import type { Caller } from '../../access/index.ts';
import { parseOrThrow } from '../../platform/errors.ts';
import { type Tags, tagsSchema } from '../schemas.ts';
import { findLiveVersion, lockModel, transaction } from '../store.ts';
import { updateModelIn } from '../update-model.ts';
import { updateVersionIn } from '../update-version.ts';

export function tagsOf(row: { tags: unknown }): Tags {
  return tagsSchema.parse(row.tags);
}

/** Checks tags a client sent against our rules. Throws `invalid` that names the rule. */
export function parseTags(pairs: readonly { key: string; value: string }[]): Tags {
  return parseOrThrow(tagsSchema, Object.fromEntries(pairs.map(({ key, value }) => [key, value])), 'tags');
}

/** A value of `null` removes the tag. */
export async function changeModelTag(
  caller: Caller,
  name: string,
  key: string,
  value: string | null,
): Promise<void> {
  await transaction(async (tx) => {
    const { model } = await lockModel(tx, name);
    await updateModelIn(tx, caller, name, { tags: changed(tagsOf(model), key, value) });
  });
}

/** A value of `null` removes the tag. */
export async function changeVersionTag(
  caller: Caller,
  name: string,
  number: number,
  key: string,
  value: string | null,
): Promise<void> {
  await transaction(async (tx) => {
    const { model } = await lockModel(tx, name);
    const version = await findLiveVersion(tx, model, number);
    await updateVersionIn(tx, caller, name, number, { tags: changed(tagsOf(version), key, value) });
  });
}

function changed(tags: Tags, key: string, value: string | null): Tags {
  const others = Object.entries(tags).filter(([other]) => other !== key);
  return parseTags(
    [...others, ...(value === null ? [] : [[key, value] as const])].map(([k, v]) => ({ key: k, value: v })),
  );
}
