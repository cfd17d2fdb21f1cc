import { route } from '#lib/access/index.ts';
import { listTemplates } from '#lib/alerts/index.ts';
import { ruleTemplateListSchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'alerts.write',
  summary: 'List the usual alert rules to begin from',
  output: ruleTemplateListSchema,
  handle: ({ caller }) => listTemplates(caller),
});
