/** From rows to the shapes the API answers with. */
import { toYaml } from '../chain/index.ts';
import { chainSchema } from '../chain/schemas.ts';
import type { AliasMove, ModelVersion, ModelVersionSummary } from './schemas.ts';
import type { AliasMoveRow, AliasRow, ModelRow, VersionRow } from './store.ts';

export function presentVersionSummary(row: VersionRow, aliases: readonly AliasRow[]): ModelVersionSummary {
  const chain = chainSchema.parse(row.chain);
  return {
    number: row.number,
    description: row.description,
    chainHash: row.chainHash,
    aliases: aliases.filter((alias) => alias.version === row.number).map((alias) => alias.alias),
    provider: chain.model.provider,
    providerModel: chain.model.name,
    knowledge: chain.retrieval?.knowledge ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentVersion(model: ModelRow, row: VersionRow, aliases: readonly AliasRow[]): ModelVersion {
  const chain = chainSchema.parse(row.chain);
  return { ...presentVersionSummary(row, aliases), model: model.name, chain, yaml: toYaml(chain) };
}

export function presentMove(row: AliasMoveRow): AliasMove {
  const { alias, fromVersion, toVersion, reason, actorName, at } = row;
  return { alias, fromVersion, toVersion, reason, actor: actorName, at: at.toISOString() };
}
