import { route } from '#lib/access/index.ts';
import { readHead } from '#lib/audit-log/index.ts';
import { signedHeadSchema } from '#lib/audit-log/schemas.ts';

export const GET = route({
  permission: 'audit.read',
  summary: 'Read the signed head of the audit log',
  output: signedHeadSchema,
  handle: ({ caller }) => readHead(caller),
});
