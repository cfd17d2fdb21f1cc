import { waitingDeliveries } from './delivery-store.ts';

/**
 * Makes an attempt at each delivery of a notification in this process, beside the queue: for what tells that nobody works on
 * the queue. A worker that is there after all finds them done, or in hand.
 */
export async function deliverNow(notificationId: string): Promise<void> {
  // Only who delivers pays for the mailer.
  const { deliverNotification } = await import('./deliver-notification.ts');
  const signal = AbortSignal.timeout(60_000);
  const ids = await waitingDeliveries(notificationId);
  await Promise.allSettled(ids.map((id) => deliverNotification(id, { lastTry: false, signal })));
}
