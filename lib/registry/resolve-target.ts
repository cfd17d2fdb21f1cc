import { type Chain, chainSchema } from '../chain/schemas.ts';
import { notFound } from '../platform/errors.ts';
import type { VersionTarget } from './schemas.ts';
import { findAlias, findModel, findVersion, prisma } from './store.ts';

export interface ResolvedTarget {
  modelName: string;
  version: number;
  /** The alias that was followed; null for a pinned version. */
  alias: string | null;
  chain: Chain;
  chainHash: string;
}

/** The version a target means at this moment. Throws `not_found` when model, alias or version does not exist. */
export async function resolveTarget(modelName: string, target: VersionTarget): Promise<ResolvedTarget> {
  const model = await findModel(prisma(), modelName);
  const alias = target.by === 'alias' ? target.alias : null;
  const number = target.by === 'version' ? target.version : await versionOf(model, target.alias);
  const row = await findVersion(prisma(), model, number);
  return {
    modelName,
    version: row.number,
    alias,
    chain: chainSchema.parse(row.chain),
    chainHash: row.chainHash,
  };
}

async function versionOf(model: { id: string; name: string }, alias: string): Promise<number> {
  const row = await findAlias(prisma(), model.id, alias);
  if (row === null) throw notFound(`The alias "@${alias}" of the model "${model.name}"`);
  return row.version;
}
