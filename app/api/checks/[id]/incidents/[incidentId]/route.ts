import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { noteIncident } from '#lib/health/index.ts';
import { incidentSchema, noteIncidentSchema } from '#lib/health/schemas.ts';

export const PUT = route({
  permission: 'health.write',
  summary: 'Note what an incident was about',
  params: z.object({ id: z.uuid(), incidentId: z.uuid() }),
  body: noteIncidentSchema,
  output: incidentSchema,
  handle: ({ caller, params: { id, incidentId }, body }) => noteIncident(caller, id, incidentId, body.note),
});
