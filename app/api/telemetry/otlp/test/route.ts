import { route } from '#lib/access/index.ts';
import { testOtlp } from '#lib/telemetry/index.ts';
import { otlpTestSchema } from '#lib/telemetry/schemas.ts';

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Send a test span to the collector',
  output: otlpTestSchema,
  handle: ({ caller, signal }) => testOtlp(caller, signal),
});
