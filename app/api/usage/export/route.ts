import { route } from '#lib/access/index.ts';
import { exportUsage } from '#lib/limits/index.ts';
import { usageExportQuerySchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'usage.read',
  summary: 'Export what was used and spent as CSV',
  query: usageExportQuerySchema,
  handle: async ({ caller, query }) =>
    new Response(await exportUsage(caller, query), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="usage.csv"',
        'cache-control': 'no-store',
      },
    }),
});
