import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { AppError } from '../platform/errors.ts';
import { restartDelivery, transaction } from './delivery-store.ts';
import { deliverNotificationJob } from './jobs.ts';
import { presentDelivery } from './present.ts';
import type { Delivery } from './schemas.ts';

/** Sends a notification once more to one receiver, under the id it had. */
export async function sendAgain(caller: Caller, id: string): Promise<Delivery> {
  assertMay(caller, 'notifications.write');
  return transaction(async (tx) => {
    const row = await restartDelivery(tx, id);
    if (row === null) {
      throw new AppError(
        'conflict',
        'This delivery is still under way, or is no longer there. Reload the list.',
      );
    }
    await enqueue(
      tx,
      deliverNotificationJob,
      { deliveryId: id },
      { group: row.channelId ?? row.addresses[0] },
    );
    const delivery = presentDelivery(row);
    await recordAudit(tx, caller, {
      action: 'notification.sent-again',
      subject: { kind: 'notification-delivery', id, name: delivery.title },
    });
    return delivery;
  });
}
