import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listPrices } from '#lib/providers/index.ts';
import { priceHistorySchema, providerNameSchema } from '#lib/providers/schemas.ts';

export const GET = route({
  permission: 'providers.read',
  summary: 'List the prices of a provider',
  params: z.object({ name: providerNameSchema }),
  output: priceHistorySchema,
  handle: async ({ caller, params: { name } }) => ({ items: await listPrices(caller, name) }),
});
