import { listServableEndpoints, openAiRoute } from '#lib/serving/index.ts';

export const GET = openAiRoute({
  permission: 'endpoints.query',
  handle: async ({ caller }) => {
    const endpoints = await listServableEndpoints(caller);
    return {
      object: 'list',
      data: endpoints.map((endpoint) => ({
        id: endpoint.name,
        object: 'model',
        created: Math.floor(endpoint.createdAt.getTime() / 1000),
        owned_by: 'slipway',
      })),
    };
  },
});
