import { route } from '#lib/access/index.ts';
import { listDeliveries } from '#lib/notifications/index.ts';
import { deliveryListSchema, listDeliveriesQuerySchema } from '#lib/notifications/schemas.ts';

export const GET = route({
  permission: 'settings.read',
  summary: 'List what was sent',
  query: listDeliveriesQuerySchema,
  output: deliveryListSchema,
  handle: ({ caller, query }) => listDeliveries(caller, query),
});
