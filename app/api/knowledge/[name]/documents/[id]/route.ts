import { route } from '#lib/access/index.ts';
import { deleteDocument, getDocument } from '#lib/knowledge/index.ts';
import { documentDetailSchema, documentParamsSchema as params } from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'Read the state of a document',
  params,
  output: documentDetailSchema,
  handle: ({ caller, params: { name, id } }) => getDocument(caller, name, id),
});

export const DELETE = route({
  permission: 'knowledge.write',
  summary: 'Remove a document',
  params,
  handle: async ({ caller, params: { name, id } }) => {
    await deleteDocument(caller, name, id);
    return undefined;
  },
});
