/** `/api/2.0/mlflow/metrics/…` and `artifacts/…`: see MLflow's `service.proto`. */
import {
  keyField,
  type MlflowEndpoints,
  maxResultsField,
  mlflowEndpoint,
  pageTokenField,
  textField,
} from '../../mlflow/index.ts';
import { getRun } from '../get-run.ts';
import { metricHistory } from '../metric-history.ts';
import { runInfoBody } from './bodies.ts';
import { withRunId } from './fields.ts';

export const metricEndpoints: MlflowEndpoints = {
  'get-history': {
    GET: mlflowEndpoint({
      permission: 'runs.read',
      input: withRunId({
        metric_key: keyField('A metric'),
        max_results: maxResultsField(25_000, 25_000),
        page_token: pageTokenField,
      }),
      handle: async (caller, input) => {
        const { run_id: runId, metric_key: key, max_results: limit, page_token: pageToken } = input;
        const { items, next } = await metricHistory(caller, { runId, key, limit, pageToken });
        return {
          metrics: items.map((point) => ({ key, ...point })),
          ...(next !== null && { next_page_token: next }),
        };
      },
    }),
  },
};

export const artifactEndpoints: MlflowEndpoints = {
  list: {
    GET: mlflowEndpoint({
      permission: 'runs.read',
      input: withRunId({ path: textField('The path', 1000).optional(), page_token: pageTokenField }),
      /** Slipway keeps no files of runs: there is a place, and it is empty. */
      handle: async (caller, { run_id }) => ({
        root_uri: runInfoBody(await getRun(caller, run_id)).artifact_uri,
        files: [],
      }),
    }),
  },
};
