/** `registered-models/search` and `model-versions/search`. */
import { z } from 'zod';
import { reachedNames } from '../../access/index.ts';
import {
  type FilterDomain,
  filterField,
  maxResultsField,
  mlflowEndpoint,
  orderByField,
  pageTokenField,
  parseFilter,
  parseOrder,
  type Searchable,
  searchInMemory,
} from '../../mlflow/index.ts';
import { type ListedVersion, listedVersions } from '../listing-store.ts';
import { findModels } from '../store.ts';
import { lastUpdated, modelVersionBody, registeredModelBody, runIdOf, stageNames } from './bodies.ts';
import { tagsOf } from './tags.ts';

const request = { filter: filterField, order_by: orderByField, page_token: pageTokenField };

const modelDomain: FilterDomain = {
  attributes: { name: 'text', creation_timestamp: 'number', last_updated_timestamp: 'number' },
  aliases: { timestamp: 'last_updated_timestamp' },
  entities: ['tag'],
};

type Model = Awaited<ReturnType<typeof findModels>>[number];

function searchableModel(model: Model): Searchable<Model> {
  return {
    item: model,
    id: model.name,
    valueOf: ({ entity, key }) => {
      if (entity === 'tag') return tagsOf(model)[key];
      if (key === 'name') return model.name;
      return (key === 'creation_timestamp' ? model.createdAt : model.updatedAt).getTime();
    },
  };
}

export const searchModels = mlflowEndpoint({
  permission: 'models.read',
  input: z.object({ ...request, max_results: maxResultsField(100, 1000) }),
  handle: async (caller, input) => {
    const models = await findModels(reachedNames(caller, 'models.read', 'models'));
    const { items, next } = searchInMemory(models.map(searchableModel), {
      clauses: parseFilter(modelDomain, input.filter),
      order: parseOrder(modelDomain, input.order_by),
      limit: input.max_results,
      pageToken: input.page_token,
    });
    const versions = Map.groupBy(
      await listedVersions(items.map((model) => model.name)),
      (version) => version.model,
    );
    return {
      registered_models: items.map((model) => registeredModelBody(model, versions.get(model.name) ?? [])),
      ...(next !== null && { next_page_token: next }),
    };
  },
});

const versionDomain: FilterDomain = {
  attributes: {
    name: 'text',
    version_number: 'number',
    run_id: 'text',
    source_path: 'text',
    current_stage: 'text',
    creation_timestamp: 'number',
    last_updated_timestamp: 'number',
  },
  aliases: { version: 'version_number', timestamp: 'last_updated_timestamp', source: 'source_path' },
  entities: ['tag'],
};

const versionValues: Record<string, (version: ListedVersion) => string | number> = {
  name: (version) => version.model,
  version_number: (version) => version.number,
  run_id: (version) => runIdOf(version.source),
  source_path: (version) => modelVersionBody(version).source,
  current_stage: (version) => stageNames[version.stage],
  creation_timestamp: (version) => version.createdAt.getTime(),
  last_updated_timestamp: lastUpdated,
};

function searchableVersion(version: ListedVersion): Searchable<ListedVersion> {
  return {
    item: version,
    id: `${version.model}/${String(version.number).padStart(9, '0')}`,
    valueOf: ({ entity, key }) => (entity === 'tag' ? version.tags[key] : versionValues[key]?.(version)),
  };
}

const versionOrder = ['last_updated_timestamp DESC', 'name ASC', 'version_number DESC'];

export const searchVersions = mlflowEndpoint({
  permission: 'models.read',
  input: z.object({ ...request, max_results: maxResultsField(10_000, 200_000) }),
  handle: async (caller, input) => {
    const clauses = parseFilter(versionDomain, input.filter);
    const order = parseOrder(versionDomain, input.order_by.length > 0 ? input.order_by : versionOrder);
    const reached = reachedNames(caller, 'models.read', 'models');
    // Nearly every search names its model; the others' versions then need not be read.
    const named = clauses.find(
      ({ entity, key, comparator }) => entity === 'attribute' && key === 'name' && comparator === '=',
    );
    const versions = await listedVersions(
      named === undefined ? reached : [String(named.value)].filter((name) => reached?.includes(name) ?? true),
    );
    const { items, next } = searchInMemory(versions.map(searchableVersion), {
      clauses,
      order,
      limit: input.max_results,
      pageToken: input.page_token,
    });
    return {
      model_versions: items.map(modelVersionBody),
      ...(next !== null && { next_page_token: next }),
    };
  },
});
