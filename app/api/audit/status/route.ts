import { route } from '#lib/access/index.ts';
import { chainStatus } from '#lib/audit-log/index.ts';
import { chainStatusSchema } from '#lib/audit-log/schemas.ts';

export const GET = route({
  permission: 'audit.read',
  summary: 'Read what the last check of the audit log found',
  output: chainStatusSchema,
  handle: ({ caller }) => chainStatus(caller),
});
