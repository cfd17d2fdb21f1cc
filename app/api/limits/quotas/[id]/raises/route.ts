import { route } from '#lib/access/index.ts';
import { raiseQuota } from '#lib/limits/index.ts';
import { quotaParamsSchema, quotaSchema, raiseQuotaSchema } from '#lib/limits/schemas.ts';

export const POST = route({
  permission: 'limits.write',
  summary: 'Raise a quota for a time',
  params: quotaParamsSchema,
  body: raiseQuotaSchema,
  output: quotaSchema,
  status: 201,
  handle: ({ caller, params, body }) => raiseQuota(caller, params.id, body),
});
