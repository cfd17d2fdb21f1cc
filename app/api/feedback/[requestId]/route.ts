import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { giveFeedback } from '#lib/inference/index.ts';
import { feedbackInputSchema, feedbackSchema } from '#lib/inference/schemas.ts';

export const PUT = route({
  permission: 'any-user',
  summary: 'Rate an answer',
  params: z.object({ requestId: z.uuid() }),
  body: feedbackInputSchema,
  output: feedbackSchema,
  handle: ({ caller, params, body }) => giveFeedback(caller, params.requestId, body),
});
