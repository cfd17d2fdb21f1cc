import { stringify } from 'yaml';
import type { ServedEntity, ServedTarget } from '../serving/schemas.ts';
import { servedEntitySchema, targetText } from '../serving/schemas.ts';
import type { Configuration, EndpointDocument, ModelDocument, VersionEntry } from './schemas.ts';

/** The document as people read it: targets as texts, settings that are as by default left out. */
export function configurationToYaml(configuration: Configuration): string {
  return yaml({
    apiVersion: configuration.apiVersion,
    models: configuration.models.map(modelForReading),
    endpoints: configuration.endpoints.map(endpointForReading),
  });
}

export function versionToYaml(entry: VersionEntry): string {
  return yaml(versionForReading(entry));
}

export function endpointToYaml(endpoint: EndpointDocument): string {
  return yaml(endpointForReading(endpoint));
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 100, aliasDuplicateObjects: false });
}

function modelForReading({ name, description, tags, aliases, versions }: ModelDocument) {
  return {
    name,
    ...(description !== '' && { description }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(Object.keys(aliases).length > 0 && { aliases }),
    versions: versions.map(versionForReading),
  };
}

function versionForReading({ number, description, stage, tags, deleted, document }: VersionEntry) {
  return {
    number,
    ...(description !== '' && { description }),
    stage,
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(deleted && { deleted }),
    document,
  };
}

function endpointForReading({ servedEntities, description, ...endpoint }: EndpointDocument) {
  return {
    ...endpoint,
    ...(description !== '' && { description }),
    servedEntities: servedEntities.map(entityForReading),
  };
}

const placeholder: ServedTarget = { by: 'version', model: 'any', version: 1 };

function entityForReading(entity: ServedEntity) {
  const { name, target, trafficPercentage, ...settings } = entity;
  const defaults = servedEntitySchema.parse({ name, target: placeholder, trafficPercentage });
  const changed = Object.entries(settings).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key as keyof typeof settings]),
  );
  return { name, serves: servesForReading(target), trafficPercentage, ...Object.fromEntries(changed) };
}

function servesForReading(target: ServedTarget) {
  if (target.by !== 'external') return targetText(target);
  const { provider, providerModel: model, parameters } = target;
  return { provider, model, parameters };
}
