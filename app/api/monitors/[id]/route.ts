import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteMonitor, getMonitor, updateMonitor } from '#lib/monitors/index.ts';
import { monitorSchema, saveMonitorSchema } from '#lib/monitors/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read a monitor',
  params,
  output: monitorSchema,
  handle: ({ caller, params: { id } }) => getMonitor(caller, id),
});

export const PUT = route({
  permission: 'monitors.write',
  summary: 'Change a monitor',
  params,
  body: saveMonitorSchema,
  output: monitorSchema,
  handle: ({ caller, params: { id }, body }) => updateMonitor(caller, id, body),
});

export const DELETE = route({
  permission: 'monitors.write',
  summary: 'Delete a monitor with its windows',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteMonitor(caller, id);
    return undefined;
  },
});
