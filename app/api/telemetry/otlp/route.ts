import { route } from '#lib/access/index.ts';
import { otlpStatus, saveOtlp } from '#lib/telemetry/index.ts';
import { otlpInputSchema, otlpStatusSchema } from '#lib/telemetry/schemas.ts';

export const GET = route({
  permission: 'telemetry.read',
  summary: 'Where traces and metrics are exported, and how it goes',
  output: otlpStatusSchema,
  handle: ({ caller }) => otlpStatus(caller),
});

export const PUT = route({
  permission: 'telemetry.write',
  summary: 'Export traces and metrics to a collector',
  body: otlpInputSchema,
  output: otlpStatusSchema,
  handle: ({ caller, body }) => saveOtlp(caller, body),
});
