import { route } from '#lib/access/index.ts';
import { createView, listViews } from '#lib/triage/index.ts';
import { viewInputSchema, viewListSchema, viewSchema } from '#lib/triage/schemas.ts';

export const GET = route({
  permission: 'inferences.read',
  summary: 'List saved views',
  output: viewListSchema,
  handle: ({ caller }) => listViews(caller),
});

export const POST = route({
  permission: 'dashboards.own',
  summary: 'Save a view',
  body: viewInputSchema,
  output: viewSchema,
  status: 201,
  handle: ({ caller, body }) => createView(caller, body),
});
