import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { testProvider } from '#lib/providers/index.ts';
import { providerNameSchema, providerTestInputSchema, providerTestSchema } from '#lib/providers/schemas.ts';

export const POST = route({
  permission: 'providers.write',
  summary: 'Test a provider',
  params: z.object({ name: providerNameSchema }),
  body: providerTestInputSchema,
  output: providerTestSchema,
  handle: ({ caller, params, body, signal }) => testProvider(caller, params.name, body, signal),
});
