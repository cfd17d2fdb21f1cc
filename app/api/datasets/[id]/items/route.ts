import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { addItems, listItems } from '#lib/datasets/index.ts';
import { addedSchema, addItemsSchema, itemPageQuerySchema, itemPageSchema } from '#lib/datasets/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'datasets.read',
  summary: 'List items of a dataset',
  params,
  query: itemPageQuerySchema,
  output: itemPageSchema,
  handle: ({ caller, params: { id }, query }) => listItems(caller, id, query),
});

export const POST = route({
  permission: 'datasets.write',
  summary: 'Add requests to a dataset',
  params,
  body: addItemsSchema,
  output: addedSchema,
  handle: ({ caller, params: { id }, body }) => addItems(caller, id, body),
});
