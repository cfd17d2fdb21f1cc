import { assertMayAt, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { recordDeletion } from './record-deletion.ts';
import type { DeleteVersion } from './schemas.ts';
import {
  aliasesOf,
  findLiveVersion,
  highestInStage,
  lockModel,
  type ModelRow,
  type Tx,
  transaction,
  type VersionRow,
} from './store.ts';
import { servedBy } from './uses-store.ts';

/**
 * Takes a version out of use. Its row stays, so that the answers it gave stay explained, its number is never used again,
 * and `restoreVersion` undoes it. Throws `not_found`, or `conflict` (reason `version_in_use`) that names each use.
 */
export async function deleteVersion(
  caller: Caller,
  name: string,
  number: number,
  input: DeleteVersion,
): Promise<void> {
  return transaction((tx) => deleteVersionIn(tx, caller, name, number, input));
}

/** `deleteVersion` as a part of a larger change. */
export async function deleteVersionIn(
  tx: Tx,
  caller: Caller,
  name: string,
  number: number,
  input: DeleteVersion,
): Promise<void> {
  assertMayAt(caller, 'models.write', { kind: 'model', name });
  const { model, now } = await lockModel(tx, name);
  const version = await findLiveVersion(tx, model, number);
  const uses = await usesOf(tx, model, version);
  if (uses.length > 0) {
    throw new AppError(
      'conflict',
      `Version ${number} of "${name}" is in use: ${uses.join('; ')}. End that first.`,
      { reason: 'version_in_use' },
    );
  }
  await recordDeletion(tx, caller, { model, version, at: now, deleted: true, ...input });
}

async function usesOf(tx: Tx, model: ModelRow, version: VersionRow): Promise<string[]> {
  const { number, stage } = version;
  const aliases = (await aliasesOf(tx, model.id)).filter((alias) => alias.version === number);
  const meantByStage = (await highestInStage(tx, model.id, stage))?.number === number;
  const serving = (await servedBy(tx, model.name)).filter(
    (use) => use.version === number || (meantByStage && use.stage === stage),
  );
  return [
    ...aliases.map(({ alias }) => `the alias "@${alias}" points at it`),
    ...(stage === 'staging' || stage === 'production' ? [`it is in the stage "${stage}"`] : []),
    ...serving.map(({ endpoint, entity }) => `the endpoint "${endpoint}" serves it as "${entity}"`),
  ];
}
