import { route } from '#lib/access/index.ts';
import { exportOverview } from '#lib/dashboards/index.ts';
import { overviewExportQuerySchema } from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Export the overview as CSV, or as a report on paper (PDF)',
  query: overviewExportQuerySchema,
  handle: async ({ caller, query }) => {
    const { name, mediaType, content } = await exportOverview(caller, query);
    return new Response(content, {
      headers: {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
