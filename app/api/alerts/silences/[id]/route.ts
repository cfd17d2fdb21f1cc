import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { endSilence } from '#lib/alerts/index.ts';

export const DELETE = route({
  permission: 'alerts.acknowledge',
  summary: 'End a silence',
  params: z.object({ id: z.uuid() }),
  handle: ({ caller, params: { id } }) => endSilence(caller, id),
});
