import { route } from '#lib/access/index.ts';
import { getReaders, saveReaders } from '#lib/knowledge/index.ts';
import { knowledgeParamsSchema as params, readersSchema, saveReadersSchema } from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'Read who alone may read a knowledge base',
  params,
  output: readersSchema,
  handle: ({ caller, params: { name } }) => getReaders(caller, name, null),
});

export const PUT = route({
  permission: 'knowledge.write',
  summary: 'Say who alone may read a knowledge base',
  params,
  body: saveReadersSchema,
  output: readersSchema,
  handle: ({ caller, params: { name }, body }) => saveReaders(caller, name, null, body),
});
