import { getModel, openAiRoute } from '#lib/serving/index.ts';

export const GET = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Read one of the endpoints the key may ask',
  handle: ({ caller, params }) => getModel(caller, String(params.model)),
});
