import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getProviderHealth } from '#lib/providers/index.ts';
import { providerHealthSchema, providerNameSchema } from '#lib/providers/schemas.ts';

export const GET = route({
  permission: 'providers.read',
  summary: 'Read how a provider is doing',
  params: z.object({ name: providerNameSchema }),
  output: providerHealthSchema,
  handle: ({ caller, params: { name } }) => getProviderHealth(caller, name),
});
