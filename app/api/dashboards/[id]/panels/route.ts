import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { addPanel } from '#lib/dashboards/index.ts';
import { addPanelSchema, dashboardSchema } from '#lib/dashboards/schemas.ts';

export const POST = route({
  permission: 'dashboards.own',
  summary: 'Add a panel to a dashboard',
  params: z.object({ id: z.uuid() }),
  body: addPanelSchema,
  output: dashboardSchema,
  status: 201,
  handle: ({ caller, params: { id }, body }) => addPanel(caller, id, body),
});
