import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getErasure } from '#lib/privacy/index.ts';
import { erasureSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Read how far an erasure is',
  params: z.object({ id: z.uuid() }),
  output: erasureSchema,
  handle: ({ caller, params }) => getErasure(caller, params.id),
});
