import { getModel, openAiRoute } from '#lib/serving/index.ts';

export const GET = openAiRoute({
  permission: 'endpoints.query',
  handle: ({ caller, params }) => getModel(caller, String(params.model)),
});
