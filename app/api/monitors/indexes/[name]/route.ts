import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { readCoverage } from '#lib/monitors/index.ts';
import { indexCoverageSchema } from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'Read which topics a knowledge base lacks documents for',
  params: z.object({ name: z.string().max(63) }),
  output: indexCoverageSchema,
  handle: ({ caller, params: { name } }) => readCoverage(caller, name),
});
