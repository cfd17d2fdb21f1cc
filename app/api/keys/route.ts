import { createApiKey, listApiKeys, route } from '#lib/access/index.ts';
import {
  apiKeyListSchema,
  createApiKeySchema,
  createdApiKeySchema,
  listApiKeysQuerySchema,
} from '#lib/access/schemas.ts';

export const GET = route({
  // `keys.own`, or `keys.all` for everybody's; the verb checks.
  permission: 'any-user',
  summary: 'List API keys',
  query: listApiKeysQuerySchema,
  output: apiKeyListSchema,
  handle: ({ caller, query }) => listApiKeys(caller, query),
});

export const POST = route({
  permission: 'keys.own',
  summary: 'Create an API key',
  body: createApiKeySchema,
  output: createdApiKeySchema,
  secretAnswer: true,
  status: 201,
  handle: ({ caller, body }) => createApiKey(caller, body),
});
