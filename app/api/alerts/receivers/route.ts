import { route } from '#lib/access/index.ts';
import { listReceivers } from '#lib/alerts/index.ts';
import { receiverListSchema } from '#lib/alerts/schemas.ts';

export const GET = route({
  permission: 'alerts.write',
  summary: 'List the channels a rule may tell',
  output: receiverListSchema,
  handle: ({ caller }) => listReceivers(caller),
});
