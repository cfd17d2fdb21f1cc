import { route } from '#lib/access/index.ts';
import { tryCustomMetric } from '#lib/monitors/index.ts';
import { trialSchema, tryCustomSchema } from '#lib/monitors/schemas.ts';

export const POST = route({
  permission: 'monitors.write',
  summary: 'Try a formula on recent requests before it is saved',
  body: tryCustomSchema,
  output: trialSchema,
  handle: ({ caller, body }) => tryCustomMetric(caller, body),
});
