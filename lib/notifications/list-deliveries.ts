import { assertMay, type Caller } from '../access/index.ts';
import { findDeliveries } from './delivery-store.ts';
import { presentDelivery } from './present.ts';
import type { DeliveryList, ListDeliveriesQuery } from './schemas.ts';

/** What was sent and what is to be, newest first. */
export async function listDeliveries(caller: Caller, query: ListDeliveriesQuery): Promise<DeliveryList> {
  assertMay(caller, 'settings.read');
  const { rows, total } = await findDeliveries(query);
  return { items: rows.map(presentDelivery), total };
}
