import { route } from '#lib/access/index.ts';
import { previewChunking } from '#lib/knowledge/index.ts';
import {
  chunkingPreviewSchema,
  knowledgeParamsSchema as params,
  previewChunkingInputSchema,
} from '#lib/knowledge/schemas.ts';

export const POST = route({
  permission: 'knowledge.read',
  summary: 'See how a text would be cut',
  params,
  body: previewChunkingInputSchema,
  output: chunkingPreviewSchema,
  handle: ({ caller, params: { name }, body }) => previewChunking(caller, name, body),
});
