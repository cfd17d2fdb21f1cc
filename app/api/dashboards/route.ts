import { route } from '#lib/access/index.ts';
import { createDashboard, listDashboards } from '#lib/dashboards/index.ts';
import {
  dashboardInputSchema,
  dashboardListQuerySchema,
  dashboardListSchema,
  dashboardSchema,
} from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List dashboards: one’s own and those shared',
  query: dashboardListQuerySchema,
  output: dashboardListSchema,
  handle: ({ caller, query }) => listDashboards(caller, query),
});

export const POST = route({
  permission: 'dashboards.own',
  summary: 'Make a dashboard',
  body: dashboardInputSchema,
  output: dashboardSchema,
  status: 201,
  handle: ({ caller, body }) => createDashboard(caller, body),
});
