import { route } from '#lib/access/index.ts';
import { listQuotas, saveQuota } from '#lib/limits/index.ts';
import { listQuotasQuerySchema, quotaListSchema, quotaSchema, saveQuotaSchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'limits.read',
  summary: 'List quotas with how far they are used',
  query: listQuotasQuerySchema,
  output: quotaListSchema,
  handle: ({ caller, query }) => listQuotas(caller, query),
});

export const POST = route({
  permission: 'limits.write',
  summary: 'Make a quota',
  body: saveQuotaSchema,
  output: quotaSchema,
  status: 201,
  handle: ({ caller, body }) => saveQuota(caller, null, body),
});
