import { route } from '#lib/access/index.ts';
import { listAlerts } from '#lib/alerts/index.ts';
import { alertListSchema, listAlertsQuerySchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List alerts, what is open first',
  query: listAlertsQuerySchema,
  output: alertListSchema,
  handle: ({ caller, query }) => listAlerts(caller, query),
});
