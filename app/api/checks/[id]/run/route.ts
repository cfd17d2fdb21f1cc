import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { runCheckNow } from '#lib/health/index.ts';
import { checkSchema } from '#lib/health/schemas.ts';

/** The longest run, and some. */
const timeoutMs = 75_000;

export const POST = route({
  permission: 'health.write',
  summary: 'Run a health check at once',
  params: z.object({ id: z.uuid() }),
  output: checkSchema,
  timeoutMs,
  handle: ({ caller, params: { id }, signal }) => runCheckNow(caller, id, signal),
});
