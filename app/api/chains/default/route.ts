import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { defaultChain, toYaml } from '#lib/chain/index.ts';
import { chainTemplateSchema } from '#lib/chain/schemas.ts';
import { knowledgeNameSchema } from '#lib/knowledge/schemas.ts';

/** A sound first version as YAML, for the editor of a model that has none yet. */
export const GET = route({
  permission: 'models.read',
  summary: 'Read the chain a new version starts from',
  query: z.object({
    knowledge: knowledgeNameSchema.optional(),
    provider: z.string().min(1).max(63),
    model: z.string().min(1).max(200),
  }),
  output: chainTemplateSchema,
  handle: async ({ query: { knowledge = null, provider, model } }) => ({
    yaml: toYaml(defaultChain({ knowledge, provider, model })),
  }),
});
