import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { restoreRun } from '#lib/tracking/index.ts';
import { runIdSchema } from '#lib/tracking/schemas.ts';

export const POST = route({
  permission: 'runs.write',
  summary: 'Restore a deleted run',
  params: z.object({ id: runIdSchema }),
  handle: async ({ caller, params: { id } }) => {
    await restoreRun(caller, id);
    return undefined;
  },
});
