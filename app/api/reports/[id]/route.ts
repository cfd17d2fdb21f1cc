import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteReport, updateReport } from '#lib/dashboards/index.ts';
import { reportInputSchema, reportSchema } from '#lib/dashboards/schemas.ts';

const params = z.object({ id: z.uuid() });

export const PUT = route({
  permission: 'dashboards.own',
  summary: 'Change a report of one’s own',
  params,
  body: reportInputSchema,
  output: reportSchema,
  handle: ({ caller, params: { id }, body }) => updateReport(caller, id, body),
});

export const DELETE = route({
  permission: 'dashboards.own',
  summary: 'Delete a report of one’s own',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteReport(caller, id);
    return undefined;
  },
});
