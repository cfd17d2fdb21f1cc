import { assertMayEverywhere, type Caller } from '../access/index.ts';
import { getModel, getVersion, listModels } from '../registry/index.ts';
import { listEndpoints } from '../serving/index.ts';
import type { Configuration, EndpointDocument, ModelDocument } from './schemas.ts';

export interface CurrentConfiguration {
  configuration: Configuration;
  /** Configuration number in force of each endpoint: what a change of it is made from. */
  endpointConfigs: ReadonlyMap<string, number>;
}

/** What this installation is configured to at this moment; for who may read all of it. */
export async function currentConfiguration(caller: Caller): Promise<CurrentConfiguration> {
  // A part taken for the whole would look as if the rest were yet to be made.
  assertMayEverywhere(caller, 'models.read');
  assertMayEverywhere(caller, 'endpoints.read');
  const models: ModelDocument[] = [];
  for (const { name } of await listModels(caller)) models.push(await currentModel(caller, name));
  const rows = await listEndpoints(caller);
  const endpoints = rows.map(
    ({ name, description, environment, servedEntities }): EndpointDocument => ({
      name,
      description,
      environment,
      servedEntities: servedEntities.map(
        ({ resolvedVersion: _version, problem: _problem, ...entity }) => entity,
      ),
    }),
  );
  return {
    configuration: { apiVersion: 'slipway/v1', models, endpoints },
    endpointConfigs: new Map(rows.map(({ name, config }) => [name, config])),
  };
}

async function currentModel(caller: Caller, name: string): Promise<ModelDocument> {
  const { description, tags, aliases, versions } = await getModel(caller, name);
  const entries: ModelDocument['versions'] = [];
  for (const { number } of versions.toReversed()) {
    const { document, ...version } = await getVersion(caller, name, number);
    entries.push({
      number,
      description: version.description,
      stage: version.stage,
      tags: version.tags,
      deleted: version.deletedAt !== null,
      document,
    });
  }
  return {
    name,
    description,
    tags,
    aliases: Object.fromEntries(aliases.map(({ alias, version }) => [alias, version])),
    versions: entries,
  };
}
