import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { tryTarget } from '#lib/telemetry/index.ts';
import { scrapeTargetSchema } from '#lib/telemetry/schemas.ts';

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Read a scraped server at once',
  params: z.object({ id: z.uuid() }),
  output: scrapeTargetSchema,
  handle: ({ caller, params: { id } }) => tryTarget(caller, id),
});
