import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listPolicies, setEndpointPolicy } from '#lib/privacy/index.ts';
import { dataPoliciesSchema, setEndpointPolicySchema } from '#lib/privacy/schemas.ts';

export const PUT = route({
  permission: 'privacy.write',
  summary: 'Set how long an endpoint’s data is kept, and whether its prompts are stored',
  params: z.object({ endpoint: z.string().max(63) }),
  body: setEndpointPolicySchema,
  output: dataPoliciesSchema,
  handle: async ({ caller, params, body }) => {
    await setEndpointPolicy(caller, params.endpoint, body);
    return listPolicies(caller);
  },
});
