import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getEvent } from '#lib/audit-log/index.ts';
import { auditEventDetailSchema } from '#lib/audit-log/schemas.ts';

export const GET = route({
  permission: 'audit.read',
  summary: 'Read an audit event with its hash',
  params: z.object({ id: z.uuid('This is not an id.') }),
  output: auditEventDetailSchema,
  handle: ({ caller, params }) => getEvent(caller, params.id),
});
