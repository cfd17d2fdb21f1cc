import { route } from '#lib/access/index.ts';
import { createMonitor, listMonitors } from '#lib/monitors/index.ts';
import {
  createMonitorSchema,
  listMonitorsQuerySchema,
  monitorPageSchema,
  monitorSchema,
} from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List monitors with their last verdicts',
  query: listMonitorsQuerySchema,
  output: monitorPageSchema,
  handle: ({ caller, query }) => listMonitors(caller, query),
});

export const POST = route({
  permission: 'monitors.write',
  summary: 'Create a monitor',
  body: createMonitorSchema,
  output: monitorSchema,
  status: 201,
  handle: ({ caller, body }) => createMonitor(caller, body),
});
