import { deleteIdentityProvider, route, updateIdentityProvider } from '#lib/access/index.ts';
import { identityProviderSchema, idParamsSchema, saveIdentityProviderSchema } from '#lib/access/schemas.ts';

export const PUT = route({
  permission: 'settings.write',
  summary: 'Change an identity provider',
  params: idParamsSchema,
  body: saveIdentityProviderSchema,
  output: identityProviderSchema,
  handle: ({ caller, params, body }) => updateIdentityProvider(caller, params.id, body),
});

export const DELETE = route({
  permission: 'settings.write',
  summary: 'Remove an identity provider',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await deleteIdentityProvider(caller, params.id);
    return undefined;
  },
});
