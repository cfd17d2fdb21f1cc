import { route } from '#lib/access/index.ts';
import { getFacets } from '#lib/audit-log/index.ts';
import { auditFacetsSchema } from '#lib/audit-log/schemas.ts';

export const GET = route({
  permission: 'audit.read',
  summary: 'List the actions in the audit log',
  output: auditFacetsSchema,
  handle: ({ caller }) => getFacets(caller),
});
