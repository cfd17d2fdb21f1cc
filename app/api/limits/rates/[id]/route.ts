import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteRate } from '#lib/limits/index.ts';

const params = z.object({ id: z.uuid() });

/** With `if-match: <updatedAt as last read>` only when nobody changed the rate limit since; otherwise 409. */
export const DELETE = route({
  permission: 'limits.write',
  summary: 'Delete a rate limit',
  params,
  handle: async ({ caller, params: { id }, request }) => {
    await deleteRate(caller, id, { ifMatch: request.headers.get('if-match') });
    return undefined;
  },
});
