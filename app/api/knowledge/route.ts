import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { createKnowledge, listKnowledge } from '#lib/knowledge/index.ts';
import { createKnowledgeSchema, knowledgeDetailSchema } from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'List knowledge bases',
  output: z.object({ items: z.array(knowledgeDetailSchema) }),
  handle: async ({ caller }) => ({ items: await listKnowledge(caller) }),
});

export const POST = route({
  permission: 'knowledge.write',
  summary: 'Create a knowledge base',
  body: createKnowledgeSchema,
  output: knowledgeDetailSchema,
  status: 201,
  handle: ({ caller, body }) => createKnowledge(caller, body),
});
