import { route } from '#lib/access/index.ts';
import { listAssignees } from '#lib/alerts/index.ts';
import { assigneesSchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'alerts.acknowledge',
  summary: 'List the people an alert can be given to',
  output: assigneesSchema,
  handle: ({ caller }) => listAssignees(caller),
});
