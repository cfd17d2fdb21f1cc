import { listModels, openAiRoute } from '#lib/serving/index.ts';

export const GET = openAiRoute({
  permission: 'endpoints.query',
  handle: ({ caller }) => listModels(caller),
});
