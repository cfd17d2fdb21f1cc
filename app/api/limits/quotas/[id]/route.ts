import { route } from '#lib/access/index.ts';
import { deleteQuota, getQuota, saveQuota } from '#lib/limits/index.ts';
import {
  deleteQuotaQuerySchema,
  quotaParamsSchema,
  quotaSchema,
  saveQuotaSchema,
} from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'limits.read',
  summary: 'Read a quota with how far it is used',
  params: quotaParamsSchema,
  output: quotaSchema,
  handle: ({ caller, params }) => getQuota(caller, params.id),
});

export const PUT = route({
  permission: 'limits.write',
  summary: 'Change a quota',
  params: quotaParamsSchema,
  body: saveQuotaSchema,
  output: quotaSchema,
  handle: ({ caller, params, body }) => saveQuota(caller, params.id, body),
});

export const DELETE = route({
  permission: 'limits.write',
  summary: 'Delete a quota',
  params: quotaParamsSchema,
  query: deleteQuotaQuerySchema,
  handle: async ({ caller, params, query }) => {
    await deleteQuota(caller, params.id, query.revision);
    return undefined;
  },
});
