import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { exportInferences } from '#lib/inference/index.ts';
import { inferenceFiltersSchema } from '#lib/inference/schemas.ts';
import { streamOfText } from '#lib/platform/http/text-stream.ts';

const mediaTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

export const GET = route({
  permission: 'inferences.read',
  summary: 'Export requests',
  query: inferenceFiltersSchema.extend({ format: z.enum(['csv', 'jsonl']).default('csv') }),
  timeoutMs: null,
  handle: ({ caller, query: { format, ...filters } }) => {
    return new Response(streamOfText(exportInferences(caller, filters, format)), {
      headers: {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="inferences-${new Date().toISOString().slice(0, 10)}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
