import { route, testIdentityProvider } from '#lib/access/index.ts';
import { discoverySchema, idParamsSchema } from '#lib/access/schemas.ts';

export const POST = route({
  permission: 'settings.write',
  summary: 'Ask an identity provider’s issuer for its description',
  params: idParamsSchema,
  output: discoverySchema,
  handle: ({ caller, params }) => testIdentityProvider(caller, params.id),
});
