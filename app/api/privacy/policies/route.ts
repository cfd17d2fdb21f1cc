import { route } from '#lib/access/index.ts';
import { listPolicies, setDefaultPolicy } from '#lib/privacy/index.ts';
import { dataPoliciesSchema, setDefaultPolicySchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Read how long data is kept, and where prompts are stored',
  output: dataPoliciesSchema,
  handle: ({ caller }) => listPolicies(caller),
});

export const PUT = route({
  permission: 'privacy.write',
  summary: 'Set what holds for every endpoint without a policy of its own',
  body: setDefaultPolicySchema,
  output: dataPoliciesSchema,
  handle: async ({ caller, body }) => {
    await setDefaultPolicy(caller, body);
    return listPolicies(caller);
  },
});
