import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteProvider, getProviderSummary, saveProvider } from '#lib/providers/index.ts';
import { providerBodySchema, providerNameSchema, providerSummarySchema } from '#lib/providers/schemas.ts';

const params = z.object({ name: providerNameSchema });

export const GET = route({
  permission: 'providers.read',
  summary: 'Read a provider',
  params,
  output: providerSummarySchema,
  handle: ({ caller, params: { name } }) => getProviderSummary(caller, name),
});

/** With `if-match: <updatedAt as last read>` only when nobody changed the provider since; otherwise 409. */
export const PUT = route({
  permission: 'providers.write',
  summary: 'Save a provider',
  params,
  body: providerBodySchema,
  output: providerSummarySchema,
  handle: ({ caller, params: { name }, body, request }) =>
    saveProvider(caller, { ...body, name }, { ifMatch: request.headers.get('if-match') }),
});

export const DELETE = route({
  permission: 'providers.write',
  summary: 'Delete a provider',
  params,
  handle: async ({ caller, params: { name } }) => {
    await deleteProvider(caller, name);
    return undefined;
  },
});
