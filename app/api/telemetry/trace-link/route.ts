import { route } from '#lib/access/index.ts';
import { traceLinkTemplate } from '#lib/telemetry/index.ts';
import { traceLinkSchema } from '#lib/telemetry/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Where a trace is shown in the tracing backend',
  output: traceLinkSchema,
  handle: () => traceLinkTemplate(),
});
