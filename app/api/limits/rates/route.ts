import { route } from '#lib/access/index.ts';
import { listRates, saveRate } from '#lib/limits/index.ts';
import { listRatesSchema, rateListSchema, rateRuleSchema, saveRateSchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'limits.read',
  summary: 'List rate limits',
  query: listRatesSchema,
  output: rateListSchema,
  handle: ({ caller, query }) => listRates(caller, query),
});

/** With `if-match: <updatedAt as last read>` only when nobody changed the rate limit since; otherwise 409. */
export const PUT = route({
  permission: 'limits.write',
  summary: 'Save a rate limit',
  body: saveRateSchema,
  output: rateRuleSchema,
  handle: ({ caller, body, request }) => saveRate(caller, body, { ifMatch: request.headers.get('if-match') }),
});
