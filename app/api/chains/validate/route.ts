import { route } from '#lib/access/index.ts';
import { chainValidationSchema, maxChainRequestBytes, validateChainSchema } from '#lib/chain/schemas.ts';
import { validateChain } from '#lib/registry/index.ts';

export const POST = route({
  permission: 'models.read',
  summary: 'Check a chain document',
  body: validateChainSchema,
  maxBytes: maxChainRequestBytes,
  output: chainValidationSchema,
  handle: ({ caller, body }) => validateChain(caller, body.source),
});
