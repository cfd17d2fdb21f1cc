/** `/api/2.0/mlflow/runs/…`: see MLflow's `service.proto`. */
import { z } from 'zod';
import {
  filterField,
  keyField,
  type MlflowEndpoints,
  maxResultsField,
  mlflowEndpoint,
  orderByField,
  pageTokenField,
  repeatedField,
  textField,
  timestampField,
} from '../../mlflow/index.ts';
import { createRun } from '../create-run.ts';
import { deleteRun } from '../delete-run.ts';
import { deleteRunTag } from '../delete-run-tag.ts';
import { getRun } from '../get-run.ts';
import { restoreRun } from '../restore-run.ts';
import { runStatusSchema } from '../schemas.ts';
import { searchRuns } from '../search-runs.ts';
import { updateRun } from '../update-run.ts';
import { runBody, runInfoBody } from './bodies.ts';
import { experimentIdField, nameField, tagField, viewTypeField, withRunId } from './fields.ts';
import { logEndpoints } from './log.ts';

const runName = nameField('The name of a run');

export const runEndpoints: MlflowEndpoints = {
  ...logEndpoints,
  create: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: z.object({
        experiment_id: experimentIdField.default('0'),
        user_id: textField('The user', 250).default(''),
        run_name: runName.default(''),
        start_time: timestampField.default(() => Date.now()),
        tags: repeatedField(tagField, 1000),
      }),
      handle: async (caller, input) => {
        const run = await createRun(caller, {
          experimentId: input.experiment_id,
          name: input.run_name,
          userName: input.user_id,
          startedAt: new Date(input.start_time),
          tags: input.tags,
        });
        return { run: runBody(run) };
      },
    }),
  },
  get: {
    GET: mlflowEndpoint({
      permission: 'runs.read',
      input: withRunId({}),
      handle: async (caller, { run_id }) => ({ run: runBody(await getRun(caller, run_id)) }),
    }),
  },
  update: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId({
        status: runStatusSchema.optional(),
        end_time: timestampField.optional(),
        run_name: runName.optional(),
      }),
      handle: async (caller, { run_id, status, end_time, run_name }) => {
        const run = await updateRun(caller, run_id, {
          status,
          endedAt: end_time === undefined ? undefined : new Date(end_time),
          name: run_name || undefined,
        });
        return { run_info: runInfoBody(run) };
      },
    }),
  },
  delete: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId({}),
      handle: async (caller, { run_id }) => {
        await deleteRun(caller, run_id);
        return {};
      },
    }),
  },
  restore: {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId({}),
      handle: async (caller, { run_id }) => {
        await restoreRun(caller, run_id);
        return {};
      },
    }),
  },
  'delete-tag': {
    POST: mlflowEndpoint({
      permission: 'runs.write',
      input: withRunId({ key: keyField('A tag') }),
      handle: async (caller, { run_id, key }) => {
        await deleteRunTag(caller, run_id, key);
        return {};
      },
    }),
  },
  search: {
    POST: mlflowEndpoint({
      permission: 'runs.read',
      input: z.object({
        experiment_ids: repeatedField(experimentIdField, 1000),
        filter: filterField,
        run_view_type: viewTypeField,
        max_results: maxResultsField(1000, 50_000),
        order_by: orderByField,
        page_token: pageTokenField,
      }),
      handle: async (caller, input) => {
        const { items, next } = await searchRuns(caller, {
          experimentIds: input.experiment_ids,
          filter: input.filter,
          orderBy: input.order_by,
          lifecycle: input.run_view_type,
          limit: input.max_results,
          pageToken: input.page_token,
        });
        return { runs: items.map(runBody), ...(next !== null && { next_page_token: next }) };
      },
    }),
  },
};
