import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteNotice } from '#lib/health/index.ts';

export const DELETE = route({
  permission: 'telemetry.write',
  summary: 'Take an incident off the status page',
  params: z.object({ id: z.uuid() }),
  handle: async ({ caller, params: { id } }) => {
    await deleteNotice(caller, id);
    return undefined;
  },
});
