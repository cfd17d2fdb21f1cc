/** What runs log: `/api/2.0/mlflow/runs/log-…` and `set-tag`. One of something is a batch of one. */

import { z } from 'zod';
import { type MlflowEndpoints, mlflowEndpoint, repeatedField } from '../../mlflow/index.ts';
import { AppError } from '../../platform/errors.ts';
import { logBatch } from '../log-batch.ts';
import { metricShape, paramField, tagField, withRunId } from './fields.ts';

/** MLflow's limits of one batch, of each kind and together. */
const most = { metrics: 1000, params: 100, tags: 100, together: 1000 };

const nothing = { metrics: [], params: [], tags: [] };

export const logEndpoints: MlflowEndpoints = {
  'log-metric': {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId(metricShape),
      handle: async (caller, { run_id, ...metric }) => {
        await logBatch(caller, run_id, { ...nothing, metrics: [metric] });
        return {};
      },
    }),
  },
  'log-parameter': {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId(paramField.shape),
      handle: async (caller, { run_id, ...param }) => {
        await logBatch(caller, run_id, { ...nothing, params: [param] });
        return {};
      },
    }),
  },
  'set-tag': {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId(tagField.shape),
      handle: async (caller, { run_id, ...tag }) => {
        await logBatch(caller, run_id, { ...nothing, tags: [tag] });
        return {};
      },
    }),
  },
  'log-batch': {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId({
        metrics: repeatedField(z.object(metricShape), most.metrics),
        params: repeatedField(paramField, most.params),
        tags: repeatedField(tagField, most.tags),
      }),
      handle: async (caller, { run_id, ...batch }) => {
        const together = batch.metrics.length + batch.params.length + batch.tags.length;
        if (together > most.together) {
          throw new AppError(
            'invalid',
            `A batch may hold ${most.together} metrics, parameters and tags together, not ${together}. Split it.`,
          );
        }
        await logBatch(caller, run_id, batch);
        return {};
      },
    }),
  },
};
