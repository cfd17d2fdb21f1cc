import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listProviders } from '#lib/providers/index.ts';
import { providerSummarySchema } from '#lib/providers/schemas.ts';

export const GET = route({
  permission: 'providers.read',
  summary: 'List providers',
  output: z.object({ items: z.array(providerSummarySchema) }),
  handle: async ({ caller }) => ({ items: await listProviders(caller) }),
});
