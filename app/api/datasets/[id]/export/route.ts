import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { exportDataset, getDataset } from '#lib/datasets/index.ts';
import { exportQuerySchema } from '#lib/datasets/schemas.ts';
import { streamOfText } from '#lib/platform/http/text-stream.ts';

const mediaTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

export const GET = route({
  permission: 'datasets.read',
  summary: 'Export a dataset',
  params: z.object({ id: z.uuid() }),
  query: exportQuerySchema,
  timeoutMs: null,
  handle: async ({ caller, params: { id }, query: { format } }) => {
    await getDataset(caller, id);
    return new Response(streamOfText(exportDataset(caller, id, format)), {
      headers: {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="dataset-${id}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
