import { toExecutable } from '../chain/index.ts';
import { type ExecutableChain, versionDocumentSchema } from '../chain/schemas.ts';
import { AppError, notFound } from '../platform/errors.ts';
import type { Stage, VersionTarget } from './schemas.ts';
import {
  type Db,
  findAlias,
  findLiveVersion,
  findModel,
  highestInStage,
  type ModelRow,
  prisma,
  shareModel,
  type Tx,
  type VersionRow,
} from './store.ts';

export interface ResolvedTarget {
  modelName: string;
  version: number;
  /** The alias that was followed; null for any other target. */
  alias: string | null;
  /** The stage that was followed; null for any other target. */
  stage: Stage | null;
  chain: ExecutableChain;
  chainHash: string;
}

/**
 * The version a target means at this moment. Throws `not_found` when the model, the alias or the version does not exist,
 * the stage is empty, or the version was deleted.
 */
export async function resolveTarget(target: VersionTarget): Promise<ResolvedTarget> {
  return resolve(prisma(), target);
}

/**
 * `resolveTarget` as a part of a larger change: until it is committed, nobody can delete the version, remove the alias or
 * empty the stage.
 */
export async function resolveTargetIn(tx: Tx, target: VersionTarget): Promise<ResolvedTarget> {
  await shareModel(tx, target.model);
  return resolve(tx, target);
}

async function resolve(db: Db, target: VersionTarget): Promise<ResolvedTarget> {
  const model = await findModel(db, target.model);
  const row = await versionOf(db, model, target);
  return {
    modelName: model.name,
    version: row.number,
    alias: target.by === 'alias' ? target.alias : null,
    stage: target.by === 'stage' ? target.stage : null,
    chain: toExecutable(versionDocumentSchema.parse(row.chain)),
    chainHash: row.chainHash,
  };
}

async function versionOf(db: Db, model: ModelRow, target: VersionTarget): Promise<VersionRow> {
  switch (target.by) {
    case 'version':
      return findLiveVersion(db, model, target.version);
    case 'alias': {
      const alias = await findAlias(db, model.id, target.alias);
      if (alias === null) throw notFound(`The alias "@${target.alias}" of the model "${model.name}"`);
      return findLiveVersion(db, model, alias.version);
    }
    case 'stage': {
      const row = await highestInStage(db, model.id, target.stage);
      if (row !== null) return row;
      throw new AppError(
        'not_found',
        `No version of the model "${model.name}" is in the stage "${target.stage}". Promote one first.`,
      );
    }
  }
}
