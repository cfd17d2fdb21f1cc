import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listChatEndpoints } from '#lib/serving/index.ts';
import { chatEndpointSchema } from '#lib/serving/schemas.ts';

/** The endpoints the signed-in person may chat with. */
export const GET = route({
  permission: 'chat.use',
  summary: 'List the endpoints one may chat with',
  output: z.object({ items: z.array(chatEndpointSchema) }),
  handle: async ({ caller }) => ({ items: await listChatEndpoints(caller) }),
});
