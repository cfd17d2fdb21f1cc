import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteTarget, updateTarget } from '#lib/telemetry/index.ts';
import { scrapeTargetInputSchema, scrapeTargetSchema } from '#lib/telemetry/schemas.ts';

const params = z.object({ id: z.uuid() });

/** With `if-match: <updatedAt as last read>` only when nobody changed the server since; otherwise 409. */
export const PUT = route({
  permission: 'telemetry.write',
  summary: 'Change a scraped server',
  params,
  body: scrapeTargetInputSchema,
  output: scrapeTargetSchema,
  handle: ({ caller, params: { id }, body, request }) =>
    updateTarget(caller, id, body, request.headers.get('if-match')),
});

export const DELETE = route({
  permission: 'telemetry.write',
  summary: 'Stop scraping a server',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteTarget(caller, id);
    return undefined;
  },
});
