import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteProvider, getProviderSummary, saveProvider } from '#lib/providers/index.ts';
import { providerInputSchema, providerNameSchema, providerSummarySchema } from '#lib/providers/schemas.ts';

const params = z.object({ name: providerNameSchema });

export const GET = route({
  permission: 'providers.read',
  params,
  output: providerSummarySchema,
  handle: ({ caller, params: { name } }) => getProviderSummary(caller, name),
});

export const PUT = route({
  permission: 'providers.write',
  params,
  body: providerInputSchema.omit({ name: true }),
  output: providerSummarySchema,
  handle: ({ caller, params: { name }, body }) => saveProvider(caller, { ...body, name }),
});

export const DELETE = route({
  permission: 'providers.write',
  params,
  handle: async ({ caller, params: { name } }) => {
    await deleteProvider(caller, name);
    return undefined;
  },
});
