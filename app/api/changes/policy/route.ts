import { route } from '#lib/access/index.ts';
import { listPolicies, savePolicies } from '#lib/approvals/index.ts';
import { approvalPoliciesSchema } from '#lib/approvals/schemas.ts';

export const GET = route({
  permission: 'settings.read',
  summary: 'Read which environments take a second person for a change',
  output: approvalPoliciesSchema,
  handle: async ({ caller }) => ({ items: await listPolicies(caller) }),
});

export const PUT = route({
  permission: 'settings.write',
  summary: 'Set which environments take a second person for a change',
  body: approvalPoliciesSchema,
  output: approvalPoliciesSchema,
  handle: async ({ caller, body }) => ({ items: await savePolicies(caller, body.items) }),
});
