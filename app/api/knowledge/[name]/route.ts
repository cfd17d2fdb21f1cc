import { route } from '#lib/access/index.ts';
import { deleteKnowledge, getKnowledge, updateKnowledge } from '#lib/knowledge/index.ts';
import {
  knowledgeDetailSchema,
  knowledgeParamsSchema as params,
  updateKnowledgeSchema,
} from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'Read a knowledge base',
  params,
  output: knowledgeDetailSchema,
  handle: ({ caller, params: { name } }) => getKnowledge(caller, name),
});

export const PATCH = route({
  permission: 'knowledge.write',
  summary: 'Change a knowledge base',
  params,
  body: updateKnowledgeSchema,
  output: knowledgeDetailSchema,
  handle: ({ caller, params: { name }, body }) => updateKnowledge(caller, name, body),
});

export const DELETE = route({
  permission: 'knowledge.write',
  summary: 'Delete a knowledge base',
  params,
  handle: async ({ caller, params: { name } }) => {
    await deleteKnowledge(caller, name);
    return undefined;
  },
});
