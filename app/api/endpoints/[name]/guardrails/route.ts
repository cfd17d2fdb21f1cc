import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getPolicy, savePolicy } from '#lib/guardrails/index.ts';
import { endpointPolicySchema, policyVersionSchema, savePolicySchema } from '#lib/guardrails/schemas.ts';
import { endpointNameSchema } from '#lib/serving/schemas.ts';

const params = z.object({ name: endpointNameSchema });

export const GET = route({
  permission: 'endpoints.read',
  summary: 'Read what an endpoint screens, with the history',
  params,
  output: endpointPolicySchema,
  handle: ({ caller, params: { name } }) => getPolicy(caller, name),
});

export const PUT = route({
  permission: 'guardrails.write',
  summary: 'Set what an endpoint screens, masks and blocks',
  params,
  body: savePolicySchema,
  output: policyVersionSchema,
  handle: ({ caller, params: { name }, body }) => savePolicy(caller, name, body),
});
