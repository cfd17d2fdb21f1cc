import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { dismissNotice } from '#lib/notifications/index.ts';

export const DELETE = route({
  permission: 'any-user',
  summary: 'Dismiss a notice',
  params: z.object({ id: z.uuid() }),
  handle: async ({ caller, params: { id } }) => {
    await dismissNotice(caller, id);
    return undefined;
  },
});
