import { listModels, openAiRoute } from '#lib/serving/index.ts';

export const GET = openAiRoute({
  permission: 'endpoints.query',
  summary: 'List the endpoints the key may ask',
  handle: ({ caller }) => listModels(caller),
});
