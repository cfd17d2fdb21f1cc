import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { copyDashboard } from '#lib/dashboards/index.ts';
import { dashboardSchema } from '#lib/dashboards/schemas.ts';

export const POST = route({
  permission: 'dashboards.own',
  summary: 'Duplicate a dashboard as a private one of one’s own',
  params: z.object({ id: z.uuid() }),
  output: dashboardSchema,
  status: 201,
  handle: ({ caller, params: { id } }) => copyDashboard(caller, id),
});
