import { route } from '#lib/access/index.ts';
import { countAlerts } from '#lib/alerts/index.ts';
import { alertCountSchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Count the alerts that are open',
  output: alertCountSchema,
  handle: ({ caller }) => countAlerts(caller),
});
