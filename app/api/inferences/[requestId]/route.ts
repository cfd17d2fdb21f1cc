import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getInference } from '#lib/inference/index.ts';
import { inferenceSchema } from '#lib/inference/schemas.ts';

export const GET = route({
  summary: 'Read a request with its trace',
  // Members may open their own requests; the verb checks.
  permission: 'any-user',
  params: z.object({ requestId: z.uuid() }),
  output: inferenceSchema,
  handle: ({ caller, params }) => getInference(caller, params.requestId),
});
