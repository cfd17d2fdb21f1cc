import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteDashboard, getDashboard, saveDashboard } from '#lib/dashboards/index.ts';
import { dashboardSchema, saveDashboardSchema } from '#lib/dashboards/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read a dashboard',
  params,
  output: dashboardSchema,
  handle: ({ caller, params: { id } }) => getDashboard(caller, id),
});

/** Only from the revision that was read last; otherwise 409. */
export const PUT = route({
  permission: 'dashboards.own',
  summary: 'Change a dashboard',
  params,
  body: saveDashboardSchema,
  output: dashboardSchema,
  handle: ({ caller, params: { id }, body }) => saveDashboard(caller, id, body),
});

export const DELETE = route({
  permission: 'dashboards.own',
  summary: 'Delete a dashboard',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteDashboard(caller, id);
    return undefined;
  },
});
