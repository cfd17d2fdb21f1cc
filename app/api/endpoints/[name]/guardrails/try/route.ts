import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { tryPolicy } from '#lib/guardrails/index.ts';
import { trialSchema, tryPolicySchema } from '#lib/guardrails/schemas.ts';
import { endpointNameSchema } from '#lib/serving/schemas.ts';

export const POST = route({
  permission: 'endpoints.read',
  summary: 'See what guardrails would make of a text',
  params: z.object({ name: endpointNameSchema }),
  body: tryPolicySchema,
  output: trialSchema,
  handle: ({ caller, params: { name }, body }) => tryPolicy(caller, name, body),
});
