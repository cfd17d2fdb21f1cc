import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { maxChainRequestBytes } from '#lib/chain/schemas.ts';
import { registerVersion } from '#lib/registry/index.ts';
import { modelNameSchema, registeredVersionSchema, registerVersionSchema } from '#lib/registry/schemas.ts';
import { dryRunChain } from '#lib/serving/index.ts';

export const POST = route({
  permission: 'models.write',
  summary: 'Register a version',
  params: z.object({ name: modelNameSchema }),
  body: registerVersionSchema,
  maxBytes: maxChainRequestBytes,
  output: registeredVersionSchema,
  status: 201,
  handle: ({ caller, params, body }) => registerVersion(caller, params.name, body, dryRunChain),
});
