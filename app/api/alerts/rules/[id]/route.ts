import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteRule, getRule, updateRule } from '#lib/alerts/index.ts';
import { ruleDetailSchema, ruleSchema, updateRuleSchema } from '#lib/alerts/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read an alert rule with its groups and revisions',
  params,
  output: ruleDetailSchema,
  handle: ({ caller, params: { id } }) => getRule(caller, id),
});

export const PUT = route({
  permission: 'alerts.write',
  summary: 'Change an alert rule',
  params,
  body: updateRuleSchema,
  output: ruleSchema,
  handle: ({ caller, params: { id }, body }) => updateRule(caller, id, body),
});

export const DELETE = route({
  permission: 'alerts.write',
  summary: 'Delete an alert rule',
  params,
  handle: ({ caller, params: { id } }) => deleteRule(caller, id),
});
