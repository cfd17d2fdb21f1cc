import { route } from '#lib/access/index.ts';
import { listTopics, startTopics } from '#lib/triage/index.ts';
import { makeTopicsSchema, topicListSchema, topicQuerySchema } from '#lib/triage/schemas.ts';

export const GET = route({
  permission: 'inferences.read',
  summary: 'List topics of an endpoint’s questions',
  query: topicQuerySchema,
  output: topicListSchema,
  handle: ({ caller, query }) => listTopics(caller, query),
});

export const POST = route({
  permission: 'inferences.read',
  summary: 'Make topics anew',
  body: makeTopicsSchema,
  status: 202,
  handle: async ({ caller, body }) => {
    await startTopics(caller, body.endpoint);
    return undefined;
  },
});
