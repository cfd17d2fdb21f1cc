/** Messages of MLflow's `model_registry.proto` (`RegisteredModel`, `ModelVersion`) as its servers write them in JSON. */
import type { ListedVersion } from '../listing-store.ts';
import type { Stage, VersionSource } from '../schemas.ts';
import type { AliasRow, ModelRow } from '../store.ts';
import { tagsOf } from './tags.ts';

export const stageNames = {
  development: 'None',
  staging: 'Staging',
  production: 'Production',
  archived: 'Archived',
} as const satisfies Record<Stage, string>;

function tagBodies(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** Where the document is: not a place to download from, since the console and its API show and export it. */
export function documentUri(model: string, number: number): string {
  return `slipway:/${model}/${number}`;
}

function sourceUri(version: ListedVersion): string {
  const { source } = version;
  if (source.kind === 'version') return `models:/${source.model}/${source.version}`;
  return documentUri(version.model, version.number);
}

export function runIdOf(source: VersionSource): string {
  return source.kind === 'run' ? source.runId : '';
}

export function lastUpdated(version: ListedVersion): number {
  return (version.movedAt ?? version.createdAt).getTime();
}

export function modelVersionBody(version: ListedVersion) {
  return {
    name: version.model,
    version: String(version.number),
    creation_timestamp: version.createdAt.getTime(),
    last_updated_timestamp: lastUpdated(version),
    user_id: version.createdBy,
    current_stage: stageNames[version.stage],
    description: version.description,
    source: sourceUri(version),
    run_id: runIdOf(version.source),
    run_link: '',
    status: 'READY',
    status_message: '',
    tags: tagBodies(version.tags),
    aliases: version.aliases,
  };
}

/** The highest number of each stage; `versions` come with the highest first. */
export function latestOfStages(versions: readonly ListedVersion[]): ListedVersion[] {
  return versions.filter(
    (version, index) => versions.findIndex((other) => other.stage === version.stage) === index,
  );
}

/** `versions` are the model's own. */
export function registeredModelBody(
  model: ModelRow & { aliases: readonly AliasRow[] },
  versions: readonly ListedVersion[],
) {
  return {
    name: model.name,
    creation_timestamp: model.createdAt.getTime(),
    last_updated_timestamp: model.updatedAt.getTime(),
    description: model.description,
    latest_versions: latestOfStages(versions).map(modelVersionBody),
    tags: tagBodies(tagsOf(model)),
    aliases: model.aliases.map(({ alias, version }) => ({ alias, version: String(version) })),
  };
}
