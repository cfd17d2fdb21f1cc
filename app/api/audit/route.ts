import { route } from '#lib/access/index.ts';
import { listEvents } from '#lib/audit-log/index.ts';
import { auditPageQuerySchema, auditPageSchema } from '#lib/audit-log/schemas.ts';

export const GET = route({
  permission: 'audit.read',
  summary: 'List audit events',
  query: auditPageQuerySchema,
  output: auditPageSchema,
  handle: ({ caller, query }) => listEvents(caller, query),
});
