/** The dialects of other products: OpenAI's, Databricks' and MLflow's. */
import { list, nowhere, open, own, type Row, type Sent, thing } from './row.ts';
import type { World } from './world.ts';

const messages = [{ role: 'user', content: 'Hello?' }];
const modelName = ({ model }: World): Sent => ({ json: { name: model } });
const aVersion = ({ model }: World) => ({ name: model, version: '1' });
const queried = (query: Record<string, string>): Sent => ({ query });

const serving: Record<string, Row> = {
  'POST /v1/chat/completions': thing('endpoints.query', ({ endpoint }) => ({
    json: { model: endpoint, messages },
  })),
  'POST /v1/responses': thing('endpoints.query', ({ endpoint }) => ({
    json: { model: endpoint, input: 'Hello?' },
  })),
  'POST /v1/embeddings': thing('endpoints.query', ({ endpoint }) => ({
    json: { model: endpoint, input: 'Hello?' },
  })),
  'POST /v1/feedback': own('endpoints.query', ({ requestId }) => ({
    json: { request_id: requestId, rating: 'up' },
  })),
  'GET /v1/models': list('endpoints.query'),
  'GET /v1/models/[model]': thing('endpoints.query'),
  ...Object.fromEntries(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => [
      `${method} /v1/[[...rest]]`,
      open(),
    ]),
  ),
  'POST /serving-endpoints/chat/completions': thing('endpoints.query', ({ endpoint }) => ({
    json: { model: endpoint, messages },
  })),
  'POST /serving-endpoints/[name]/invocations': thing('endpoints.query', () => ({ json: { messages } })),
  'GET /api/2.0/serving-endpoints': list('endpoints.read'),
  'POST /api/2.0/serving-endpoints': thing('endpoints.write', ({ endpoint, model }) => ({
    json: {
      name: endpoint,
      config: { served_entities: [{ name: 'main', entity_name: model, entity_version: '1' }] },
    },
  })),
  'GET /api/2.0/serving-endpoints/[name]': thing('endpoints.read'),
  'DELETE /api/2.0/serving-endpoints/[name]': thing('endpoints.write'),
  'PUT /api/2.0/serving-endpoints/[name]/ai-gateway': thing('endpoints.write', () => ({ json: {} })),
  'PUT /api/2.0/serving-endpoints/[name]/config': thing('endpoints.write', ({ model }) => ({
    json: { served_entities: [{ name: 'main', entity_name: model, entity_version: '1' }] },
  })),
};

const vectorSearch: Record<string, Row> = {
  'GET /api/2.0/vector-search/indexes': list('knowledge.read'),
  'GET /api/2.0/vector-search/indexes/[name]': thing('knowledge.read'),
  'POST /api/2.0/vector-search/indexes/[name]/query': thing('knowledge.read', () => ({
    json: { columns: ['id', 'text'], query_text: 'hello', num_results: 3 },
  })),
  'POST /api/2.0/vector-search/indexes/[name]/upsert-data': thing('knowledge.write', () => ({
    json: { inputs_json: JSON.stringify([{ id: 'a', text: 'Hello.' }]) },
  })),
  'POST /api/2.0/vector-search/indexes/[name]/delete-data': thing('knowledge.write', () => ({
    json: { primary_keys: ['a'] },
  })),
  'DELETE /api/2.0/vector-search/indexes/[name]/delete-data': thing('knowledge.write', () =>
    queried({ primary_keys: 'a' }),
  ),
};

const registry: Record<string, Row> = {
  'POST registered-models/create': thing('models.write', modelName),
  'GET registered-models/get': thing('models.read', ({ model }) => queried({ name: model })),
  'GET registered-models/search': list('models.read'),
  'GET registered-models/get-latest-versions': thing('models.read', ({ model }) => queried({ name: model })),
  'POST registered-models/get-latest-versions': thing('models.read', modelName),
  'GET registered-models/alias': thing('models.read', ({ model }) =>
    queried({ name: model, alias: 'champion' }),
  ),
  'POST registered-models/alias': thing('models.promote', (world) => ({
    json: { ...aVersion(world), alias: 'champion' },
  })),
  'DELETE registered-models/alias': thing('models.promote', ({ model }) => ({
    json: { name: model, alias: 'none' },
  })),
  'POST registered-models/rename': thing('models.write', ({ model }) => ({
    json: { name: model, new_name: model },
  })),
  'PATCH registered-models/update': thing('models.write', modelName),
  'DELETE registered-models/delete': thing('models.write', modelName),
  'POST registered-models/set-tag': thing('models.write', ({ model }) => ({
    json: { name: model, key: 'a', value: 'b' },
  })),
  'DELETE registered-models/delete-tag': thing('models.write', ({ model }) => ({
    json: { name: model, key: 'a' },
  })),
  'POST model-versions/create': thing('models.write', ({ model }) => ({
    json: { name: model, source: `models:/${model}/1` },
  })),
  'GET model-versions/get': thing('models.read', (world) => queried(aVersion(world))),
  'GET model-versions/get-download-uri': thing('models.read', (world) => queried(aVersion(world))),
  'GET model-versions/search': list('models.read', ({ model }) => queried({ filter: `name='${model}'` })),
  'PATCH model-versions/update': thing('models.write', (world) => ({ json: aVersion(world) })),
  'DELETE model-versions/delete': thing('models.write', (world) => ({ json: aVersion(world) })),
  'POST model-versions/set-tag': thing('models.write', (world) => ({
    json: { ...aVersion(world), key: 'a', value: 'b' },
  })),
  'DELETE model-versions/delete-tag': thing('models.write', (world) => ({
    json: { ...aVersion(world), key: 'a' },
  })),
  'POST model-versions/transition-stage': thing('models.promote', (world) => ({
    json: { ...aVersion(world), stage: 'Staging' },
  })),
};

const experiment = ({ experimentId }: World) => ({ experiment_id: experimentId });
const run = ({ runId }: World) => ({ run_id: runId });

const tracking: Record<string, Row> = {
  'GET artifacts/list': nowhere('runs.read', (world) => ({ query: run(world) })),
  'GET experiments/get': nowhere('runs.read', (world) => ({ query: experiment(world) })),
  'GET experiments/get-by-name': nowhere('runs.read', () => queried({ experiment_name: 'Default' }), {
    also: [404],
  }),
  'GET experiments/search': nowhere('runs.read', () => queried({ max_results: '10' })),
  'POST experiments/search': nowhere('runs.read', () => ({ json: { max_results: 10 } })),
  'POST experiments/create': nowhere('runs.write', () => ({ json: { name: 'matrix' } })),
  'POST experiments/update': nowhere('runs.write', (world) => ({ json: experiment(world) })),
  'POST experiments/delete': nowhere('runs.write', (world) => ({ json: experiment(world) })),
  'POST experiments/restore': nowhere('runs.write', (world) => ({ json: experiment(world) })),
  'POST experiments/set-experiment-tag': nowhere('runs.write', (world) => ({
    json: { ...experiment(world), key: 'a', value: 'b' },
  })),
  'GET metrics/get-history': nowhere('runs.read', (world) => ({
    query: { ...run(world), metric_key: 'loss' },
  })),
  'GET runs/get': nowhere('runs.read', (world) => ({ query: run(world) })),
  'POST runs/search': nowhere('runs.read', ({ experimentId }) => ({
    json: { experiment_ids: [experimentId] },
  })),
  'POST runs/create': nowhere('runs.write', (world) => ({ json: experiment(world) })),
  'POST runs/update': nowhere('runs.write', (world) => ({ json: run(world) })),
  'POST runs/delete': nowhere('runs.write', (world) => ({ json: run(world) })),
  'POST runs/restore': nowhere('runs.write', (world) => ({ json: run(world) })),
  'POST runs/log-metric': nowhere('runs.write', (world) => ({
    json: { ...run(world), key: 'a', value: 1, timestamp: 1 },
  })),
  'POST runs/log-parameter': nowhere('runs.write', (world) => ({
    json: { ...run(world), key: 'a', value: 'b' },
  })),
  'POST runs/log-batch': nowhere('runs.write', (world) => ({ json: run(world) })),
  'POST runs/set-tag': nowhere('runs.write', (world) => ({ json: { ...run(world), key: 'a', value: 'b' } })),
  'POST runs/delete-tag': nowhere('runs.write', (world) => ({ json: { ...run(world), key: 'a' } })),
};

/** `GET runs/get` is `GET /api/2.0/mlflow/runs/get`. */
function inMlflow(rows: Record<string, Row>): Record<string, Row> {
  return Object.fromEntries(
    Object.entries(rows).map(([title, row]) => [title.replace(' ', ' /api/2.0/mlflow/'), row]),
  );
}

export const compatibleRoutes: Record<string, Row> = {
  ...serving,
  ...vectorSearch,
  ...inMlflow({ ...registry, ...tracking }),
  ...Object.fromEntries(
    ['GET', 'POST', 'PATCH', 'DELETE'].map((method) => [
      `${method} /api/2.0/mlflow/[...path]`,
      own('any-user', undefined, { silent: true }),
    ]),
  ),
};
