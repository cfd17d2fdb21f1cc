import { route } from '#lib/access/index.ts';
import { getReaders, saveReaders } from '#lib/knowledge/index.ts';
import { documentParamsSchema as params, readersSchema, saveReadersSchema } from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'Read who alone may read a document',
  params,
  output: readersSchema,
  handle: ({ caller, params: { name, id } }) => getReaders(caller, name, id),
});

export const PUT = route({
  permission: 'knowledge.write',
  summary: 'Say who alone may read a document',
  params,
  body: saveReadersSchema,
  output: readersSchema,
  handle: ({ caller, params: { name, id }, body }) => saveReaders(caller, name, id, body),
});
