/** From rows to the shapes the API answers with. */
import { toExecutable, toYaml } from '../chain/index.ts';
import { versionDocumentSchema } from '../chain/schemas.ts';
import type { AliasMoveRow, StageMoveRow, VersionDeletionRow } from './history-store.ts';
import {
  type AliasMove,
  dryRunSchema,
  lineageSchema,
  type ModelSummary,
  type ModelVersion,
  type ModelVersionSummary,
  type StageMove,
  tagsSchema,
  type VersionDeletion,
} from './schemas.ts';
import type { AliasRow, ModelRow, ModelWithPlaces, VersionRow } from './store.ts';

export function presentModel(model: ModelWithPlaces, endpoints: readonly string[]): ModelSummary {
  const numbersIn = (stage: string) =>
    model.versions.filter((version) => version.stage === stage).map((version) => version.number);
  return {
    name: model.name,
    description: model.description,
    tags: tagsSchema.parse(model.tags),
    latestVersion: model.versions[0]?.number ?? null,
    aliases: model.aliases.map(({ alias, version }) => ({ alias, version })),
    stages: {
      development: numbersIn('development'),
      staging: numbersIn('staging'),
      production: numbersIn('production'),
    },
    endpoints: [...endpoints],
    createdAt: model.createdAt.toISOString(),
    updatedAt: model.updatedAt.toISOString(),
  };
}

export function presentVersionSummary(row: VersionRow, aliases: readonly AliasRow[]): ModelVersionSummary {
  const chain = toExecutable(versionDocumentSchema.parse(row.chain));
  return {
    number: row.number,
    description: row.description,
    chainHash: row.chainHash,
    form: chain.form,
    stage: row.stage,
    tags: tagsSchema.parse(row.tags),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    aliases: aliases.filter((alias) => alias.version === row.number).map((alias) => alias.alias),
    provider: chain.model.provider,
    providerModel: chain.model.name,
    knowledge: chain.retrieval?.knowledge ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentVersion(model: ModelRow, row: VersionRow, aliases: readonly AliasRow[]): ModelVersion {
  const document = versionDocumentSchema.parse(row.chain);
  return {
    ...presentVersionSummary(row, aliases),
    model: model.name,
    document,
    chain: toExecutable(document),
    yaml: toYaml(document),
    lineage: lineageSchema.parse(row.lineage),
    dryRun: dryRunSchema.parse(row.dryRun),
  };
}

export function presentAliasMove(row: AliasMoveRow): AliasMove {
  const { alias, fromVersion, toVersion, reason, ticket, actorName, at } = row;
  return { alias, fromVersion, toVersion, reason, ticket, actor: actorName, at: at.toISOString() };
}

export function presentStageMove(row: StageMoveRow): StageMove {
  const { version, fromStage, toStage, reason, ticket, actorName, at } = row;
  return { version, fromStage, toStage, reason, ticket, actor: actorName, at: at.toISOString() };
}

export function presentVersionDeletion(row: VersionDeletionRow): VersionDeletion {
  const { version, deleted, reason, ticket, actorName, at } = row;
  return { version, deleted, reason, ticket, actor: actorName, at: at.toISOString() };
}
