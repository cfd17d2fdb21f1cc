import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getAlert } from '#lib/alerts/index.ts';
import { alertDetailSchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read an alert with its timeline and what changed around it',
  params: z.object({ id: z.uuid() }),
  output: alertDetailSchema,
  handle: ({ caller, params: { id } }) => getAlert(caller, id),
});
