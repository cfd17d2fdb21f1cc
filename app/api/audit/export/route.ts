import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { exportEvents } from '#lib/audit-log/index.ts';
import { auditFiltersSchema } from '#lib/audit-log/schemas.ts';
import { streamOfText } from '#lib/platform/http/text-stream.ts';

const mediaTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

export const GET = route({
  permission: 'audit.read',
  summary: 'Export audit events',
  query: auditFiltersSchema.extend({ format: z.enum(['csv', 'jsonl']).default('csv') }),
  timeoutMs: null,
  handle: ({ caller, query: { format, ...filters } }) => {
    return new Response(streamOfText(exportEvents(caller, filters, format)), {
      headers: {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
