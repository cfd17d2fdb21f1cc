/** `/api/2.0/mlflow/experiments/…`: see MLflow's `service.proto`. */
import { z } from 'zod';
import type { Caller } from '../../access/index.ts';
import {
  type FilterDomain,
  filterField,
  keyField,
  type MlflowEndpoints,
  maxResultsField,
  mlflowEndpoint,
  orderByField,
  pageTokenField,
  parseFilter,
  parseOrder,
  repeatedField,
  type Searchable,
  searchInMemory,
  textField,
} from '../../mlflow/index.ts';
import { createExperiment } from '../create-experiment.ts';
import { deleteExperiment } from '../delete-experiment.ts';
import { getExperiment } from '../get-experiment.ts';
import { listExperiments } from '../list-experiments.ts';
import type { StoredExperiment } from '../present.ts';
import { restoreExperiment } from '../restore-experiment.ts';
import { updateExperiment } from '../update-experiment.ts';
import { experimentBody } from './bodies.ts';
import { experimentIdField, nameField, tagField, viewTypeField } from './fields.ts';

const byId = z.object({ experiment_id: experimentIdField });
const experimentName = nameField('The name of an experiment').refine(
  (name) => name.trim() !== '',
  'An experiment needs a name.',
);

const domain: FilterDomain = {
  attributes: { name: 'text', experiment_id: 'number', creation_time: 'number', last_update_time: 'number' },
  entities: ['tag'],
};

const search = mlflowEndpoint({
  permission: 'runs.read',
  input: z.object({
    view_type: viewTypeField,
    max_results: maxResultsField(1000, 50_000),
    filter: filterField,
    order_by: orderByField,
    page_token: pageTokenField,
  }),
  handle: async (caller, input) => {
    const orderBy = input.order_by.length > 0 ? input.order_by : ['creation_time DESC', 'experiment_id DESC'];
    const experiments = await listExperiments(caller, input.view_type);
    const { items, next } = searchInMemory(experiments.map(searchable), {
      clauses: parseFilter(domain, input.filter),
      order: parseOrder(domain, orderBy),
      limit: input.max_results,
      pageToken: input.page_token,
    });
    return { experiments: items.map(experimentBody), ...(next !== null && { next_page_token: next }) };
  },
});

function searchable(experiment: StoredExperiment): Searchable<StoredExperiment> {
  return {
    item: experiment,
    id: experiment.id,
    valueOf: ({ entity, key }) => {
      if (entity === 'tag') return experiment.tags[key];
      if (key === 'name') return experiment.name;
      if (key === 'experiment_id') return Number(experiment.id);
      return Date.parse(key === 'creation_time' ? experiment.createdAt : experiment.updatedAt);
    },
  };
}

export const experimentEndpoints: MlflowEndpoints = {
  create: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: z.object({
        name: experimentName,
        artifact_location: textField('The artifact location', 500).optional(),
        tags: repeatedField(tagField, 1000),
      }),
      handle: async (caller, { name, artifact_location, tags }) => ({
        experiment_id: await createExperiment(caller, {
          name,
          tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
          artifactLocation: artifact_location || null,
        }),
      }),
    }),
  },
  get: {
    GET: mlflowEndpoint({
      permission: 'runs.read',
      input: byId,
      handle: (caller, { experiment_id }) => answerOne(caller, { id: experiment_id }),
    }),
  },
  'get-by-name': {
    GET: mlflowEndpoint({
      permission: 'runs.read',
      input: z.object({ experiment_name: experimentName }),
      handle: (caller, { experiment_name }) => answerOne(caller, { name: experiment_name }),
    }),
  },
  search: { GET: search, POST: search },
  update: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: byId.extend({ new_name: experimentName.optional() }),
      handle: async (caller, { experiment_id, new_name }) => {
        await updateExperiment(caller, experiment_id, { name: new_name });
        return {};
      },
    }),
  },
  delete: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: byId,
      handle: async (caller, { experiment_id }) => {
        await deleteExperiment(caller, experiment_id);
        return {};
      },
    }),
  },
  restore: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: byId,
      handle: async (caller, { experiment_id }) => {
        await restoreExperiment(caller, experiment_id);
        return {};
      },
    }),
  },
  'set-experiment-tag': {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: byId.extend({
        key: keyField('A tag'),
        value: textField('The value of a tag', 5000).default(''),
      }),
      handle: async (caller, { experiment_id, key, value }) => {
        await updateExperiment(caller, experiment_id, { tags: { [key]: value } });
        return {};
      },
    }),
  },
};

async function answerOne(caller: Caller, by: { id: string } | { name: string }) {
  return { experiment: experimentBody(await getExperiment(caller, by)) };
}
