import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { askRun } from '#lib/monitors/index.ts';

export const POST = route({
  permission: 'monitors.write',
  summary: 'Run a monitor now',
  params: z.object({ id: z.uuid() }),
  handle: async ({ caller, params: { id } }) => {
    await askRun(caller, id);
    return undefined;
  },
});
