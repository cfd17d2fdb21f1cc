import { giveFeedback } from '#lib/inference/index.ts';
import { feedbackInputSchema } from '#lib/inference/schemas.ts';
import { parseOrThrow } from '#lib/platform/errors.ts';
import { feedbackRequestSchema, openAiRoute } from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Rate an answer',
  body: feedbackRequestSchema,
  handle: async ({ caller, body }) => {
    const input = parseOrThrow(
      feedbackInputSchema,
      {
        thumb: body.rating ?? null,
        stars: body.score ?? null,
        reasons: body.reasons ?? [],
        comment: body.comment ?? '',
        correction: body.correction ?? '',
      },
      'request body',
    );
    const feedback = await giveFeedback(caller, body.request_id, input);
    return { object: 'feedback', id: feedback.id, request_id: body.request_id };
  },
});
