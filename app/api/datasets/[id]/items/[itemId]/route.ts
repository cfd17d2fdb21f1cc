import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteItem, updateItem } from '#lib/datasets/index.ts';
import { datasetItemSchema, itemChangeSchema } from '#lib/datasets/schemas.ts';

const params = z.object({ id: z.uuid(), itemId: z.uuid() });

export const PUT = route({
  permission: 'datasets.write',
  summary: 'Say what an item’s answer should have been',
  params,
  body: itemChangeSchema,
  output: datasetItemSchema,
  handle: ({ caller, params: { id, itemId }, body }) => updateItem(caller, id, itemId, body),
});

export const DELETE = route({
  permission: 'datasets.write',
  summary: 'Remove an item from a dataset',
  params,
  handle: async ({ caller, params: { id, itemId } }) => {
    await deleteItem(caller, id, itemId);
    return undefined;
  },
});
