import { route } from '#lib/access/index.ts';
import { createRule, listRules } from '#lib/alerts/index.ts';
import { listRulesQuerySchema, ruleInputSchema, ruleListSchema, ruleSchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List alert rules with how they stand',
  query: listRulesQuerySchema,
  output: ruleListSchema,
  handle: ({ caller, query }) => listRules(caller, query),
});

export const POST = route({
  permission: 'alerts.write',
  summary: 'Add an alert rule',
  body: ruleInputSchema,
  output: ruleSchema,
  status: 201,
  handle: ({ caller, body }) => createRule(caller, body),
});
