import { createIdentityProvider, listIdentityProviders, route } from '#lib/access/index.ts';
import {
  createIdentityProviderSchema,
  identityProviderListSchema,
  identityProviderSchema,
} from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'settings.read',
  summary: 'List identity providers',
  output: identityProviderListSchema,
  handle: async ({ caller }) => ({ items: await listIdentityProviders(caller) }),
});

export const POST = route({
  permission: 'settings.write',
  summary: 'Add an identity provider',
  body: createIdentityProviderSchema,
  output: identityProviderSchema,
  status: 201,
  handle: ({ caller, body }) => createIdentityProvider(caller, body),
});
