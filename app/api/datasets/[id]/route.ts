import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteDataset, getDataset, updateDataset } from '#lib/datasets/index.ts';
import { datasetInputSchema, datasetSchema } from '#lib/datasets/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'datasets.read',
  summary: 'Read a dataset',
  params,
  output: datasetSchema,
  handle: ({ caller, params: { id } }) => getDataset(caller, id),
});

export const PUT = route({
  permission: 'datasets.write',
  summary: 'Change a dataset',
  params,
  body: datasetInputSchema,
  output: datasetSchema,
  handle: ({ caller, params: { id }, body }) => updateDataset(caller, id, body),
});

export const DELETE = route({
  permission: 'datasets.write',
  summary: 'Delete a dataset',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteDataset(caller, id);
    return undefined;
  },
});
