import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listSnapshots } from '#lib/knowledge/index.ts';
import { knowledgeParamsSchema as params, snapshotSchema } from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'List snapshots',
  params,
  output: z.object({ items: z.array(snapshotSchema) }),
  handle: async ({ caller, params: { name } }) => ({ items: await listSnapshots(caller, name) }),
});
