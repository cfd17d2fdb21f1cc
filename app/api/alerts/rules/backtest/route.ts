import { route } from '#lib/access/index.ts';
import { backtestRule } from '#lib/alerts/index.ts';
import { backtestInputSchema, backtestSchema } from '#lib/alerts/schemas.ts';

export const POST = route({
  permission: 'alerts.write',
  summary: 'See how often a rule would have fired',
  body: backtestInputSchema,
  output: backtestSchema,
  handle: ({ caller, body }) => backtestRule(caller, body),
});
