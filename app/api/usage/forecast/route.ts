import { route } from '#lib/access/index.ts';
import { forecastUsage } from '#lib/limits/index.ts';
import { forecastQuerySchema, forecastSchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'usage.read',
  summary: 'Forecast what the running period will have used at its end',
  query: forecastQuerySchema,
  output: forecastSchema,
  handle: ({ caller, query }) => forecastUsage(caller, query),
});
