import { route } from '#lib/access/index.ts';
import { createObjective, listObjectives } from '#lib/objectives/index.ts';
import {
  createObjectiveSchema,
  listObjectivesQuerySchema,
  objectiveListSchema,
  objectiveSchema,
} from '#lib/objectives/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List objectives with what is left of their budgets',
  query: listObjectivesQuerySchema,
  output: objectiveListSchema,
  handle: ({ caller, query }) => listObjectives(caller, query),
});

export const POST = route({
  permission: 'alerts.write',
  summary: 'Add an objective to an endpoint',
  body: createObjectiveSchema,
  output: objectiveSchema,
  status: 201,
  handle: ({ caller, body }) => createObjective(caller, body),
});
