import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { previewRollback, rollbackEndpoint } from '#lib/serving/index.ts';
import {
  endpointNameSchema,
  endpointSummarySchema,
  rollbackEndpointSchema,
  rollbackPreviewSchema,
} from '#lib/serving/schemas.ts';

const params = z.object({ name: endpointNameSchema });

export const GET = route({
  permission: 'endpoints.read',
  summary: 'See what rolling back would restore',
  params,
  query: z.object({
    to: z.coerce.number().int().min(1),
    takeBackDocuments: z.stringbool().default(true),
  }),
  output: rollbackPreviewSchema,
  handle: ({ caller, params: { name }, query: { to, takeBackDocuments } }) =>
    previewRollback(caller, name, to, takeBackDocuments),
});

export const POST = route({
  permission: 'endpoints.write',
  summary: 'Roll an endpoint back',
  params,
  body: rollbackEndpointSchema,
  output: endpointSummarySchema,
  handle: ({ caller, params: { name }, body }) => rollbackEndpoint(caller, name, body),
});
