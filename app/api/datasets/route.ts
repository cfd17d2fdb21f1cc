import { route } from '#lib/access/index.ts';
import { createDataset, listDatasets } from '#lib/datasets/index.ts';
import {
  datasetInputSchema,
  datasetPageQuerySchema,
  datasetPageSchema,
  datasetSchema,
} from '#lib/datasets/schemas.ts';

export const GET = route({
  permission: 'datasets.read',
  summary: 'List datasets',
  query: datasetPageQuerySchema,
  output: datasetPageSchema,
  handle: ({ caller, query }) => listDatasets(caller, query),
});

export const POST = route({
  permission: 'datasets.write',
  summary: 'Create a dataset',
  body: datasetInputSchema,
  output: datasetSchema,
  status: 201,
  handle: ({ caller, body }) => createDataset(caller, body),
});
