import { route } from '#lib/access/index.ts';
import { listQuotaAlerts } from '#lib/limits/index.ts';
import { quotaAlertListSchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'limits.read',
  summary: 'List quotas that are nearly or wholly used up in the running period',
  output: quotaAlertListSchema,
  handle: ({ caller }) => listQuotaAlerts(caller),
});
