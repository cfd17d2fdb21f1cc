/**
 * Requests as MLflow's Python client sends them, written from its `mlflow/store/tracking/rest_store.py`,
 * `mlflow/store/model_registry/rest_store.py`, `mlflow/utils/rest_utils.py` and the messages of `service.proto` and
 * `model_registry.proto`: fields that are None are left out, 64-bit integers are numbers, numbers JSON has no name for are
 * texts, GET sends its fields as a query with repeated ones repeated, and everything else as JSON, DELETE included. Import
 * after `test-database.ts`.
 */

import { mlflowHandlers } from '../../lib/mlflow/index.ts';
import { modelVersionEndpoints, registeredModelEndpoints } from '../../lib/registry/index.ts';
import {
  artifactEndpoints,
  experimentEndpoints,
  metricEndpoints,
  runEndpoints,
} from '../../lib/tracking/index.ts';
import { call } from './accounts.ts';
import { passes } from './registry.ts';

const folders = {
  experiments: mlflowHandlers(experimentEndpoints),
  runs: mlflowHandlers(runEndpoints),
  metrics: mlflowHandlers(metricEndpoints),
  artifacts: mlflowHandlers(artifactEndpoints),
  'registered-models': mlflowHandlers(registeredModelEndpoints),
  'model-versions': mlflowHandlers(modelVersionEndpoints(passes)),
};

export interface MlflowAnswer {
  status: number;
  body: Record<string, unknown>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Send = (
  method: Method,
  path: `${keyof typeof folders}/${string}`,
  fields?: Record<string, unknown>,
) => Promise<MlflowAnswer>;

/** Sends with `Authorization: <authorization>`; null sends none. */
export function mlflowSender(authorization: string | null): Send {
  return async (method, path, fields = {}) => {
    const [folder, verb = ''] = path.split('/');
    const handlers = folders[folder as keyof typeof folders];
    const query = method === 'GET' ? `?${queryOf(fields)}` : '';
    const answer = await call(handlers[method], {
      method,
      path: `/api/2.0/mlflow/${path}${query}`,
      params: { verb },
      headers: authorization === null ? {} : { authorization },
      ...(method !== 'GET' && { json: fields }),
    });
    return { status: answer.status, body: answer.body as Record<string, unknown> };
  };
}

function queryOf(fields: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const item of [value].flat()) query.append(name, String(item));
  }
  return query.toString();
}

/** `MlflowClient.log_metric(run_id, key, value, timestamp, step)`. */
export function logMetric(send: Send, runId: string, key: string, value: number | string, step: number) {
  const fields = { run_uuid: runId, run_id: runId, key, value, timestamp: 1_763_700_000_000 + step, step };
  return send('POST', 'runs/log-metric', fields);
}

/** `mlflow.start_run(experiment_id=…, run_name=…)`: the fluent API adds tags of its own. */
export async function startRun(send: Send, experimentId: string, runName: string): Promise<string> {
  const answer = await send('POST', 'runs/create', {
    experiment_id: experimentId,
    user_id: 'ada',
    start_time: 1_763_700_000_000,
    tags: [
      { key: 'mlflow.user', value: 'ada' },
      { key: 'mlflow.source.name', value: 'train.py' },
      { key: 'mlflow.source.type', value: 'LOCAL' },
      { key: 'mlflow.runName', value: runName },
    ],
    run_name: runName,
  });
  const { run } = answer.body as { run: { info: { run_id: string } } };
  return run.info.run_id;
}

/** `mlflow.end_run()`. */
export function endRun(send: Send, runId: string, status = 'FINISHED') {
  const fields = { run_uuid: runId, run_id: runId, status, end_time: 1_763_700_060_000 };
  return send('POST', 'runs/update', fields);
}
