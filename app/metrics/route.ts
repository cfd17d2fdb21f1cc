import { route } from '#lib/access/index.ts';
import { exposeMetrics } from '#lib/telemetry/index.ts';
import { metricsQuerySchema } from '#lib/telemetry/schemas.ts';

export const GET = route({
  permission: 'telemetry.read',
  summary: 'Metrics for Prometheus',
  query: metricsQuerySchema,
  handle: async ({ caller, query, request }) => {
    const accept = request.headers.get('accept');
    const { body, mediaType } = await exposeMetrics(caller, { ...query, accept });
    return new Response(body, { headers: { 'content-type': mediaType, 'cache-control': 'no-store' } });
  },
});
