import { route } from '#lib/access/index.ts';
import { createReport, listReports } from '#lib/dashboards/index.ts';
import { reportInputSchema, reportListSchema, reportSchema } from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.own',
  summary: 'List one’s own reports by e-mail',
  output: reportListSchema,
  handle: ({ caller }) => listReports(caller),
});

export const POST = route({
  permission: 'dashboards.own',
  summary: 'Have the overview sent by e-mail, daily, weekly or monthly',
  body: reportInputSchema,
  output: reportSchema,
  status: 201,
  handle: ({ caller, body }) => createReport(caller, body),
});
