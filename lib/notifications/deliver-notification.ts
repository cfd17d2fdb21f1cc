import type { JobRun } from '../jobs/index.ts';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { DeliveryFailure } from './delivery-failure.ts';
import {
  type ClaimedDelivery,
  claimDelivery,
  isInHand,
  noteDelivered,
  noteFailure,
} from './delivery-store.ts';
import { sendEmail } from './send-email.ts';
import { sendToService } from './send-to-service.ts';
import { sendWebhook } from './send-webhook.ts';

/** An attempt may take this long in all. Shorter than the lease, so that two processes never send at once. */
const attemptMs = 30_000;

/**
 * Makes one attempt at one delivery. A process that dies between sending and noting it leaves the delivery to a later
 * attempt, so a receiver may hear twice; both carry the same id. Throws for the queue to try again.
 */
export async function deliverNotification(
  id: string,
  { lastTry, signal }: Pick<JobRun, 'lastTry' | 'signal'>,
): Promise<void> {
  const delivery = await claimDelivery(id);
  if (delivery === null) return assertNotInHand(id);
  try {
    const remark = await send(delivery, AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]));
    await noteDelivered(id, remark);
  } catch (error) {
    const failure = failureOf(error);
    const final = lastTry || failure.permanent;
    await noteFailure(id, failure.message, final);
    if (!final) throw failure;
    log.warn('notification not delivered', { delivery: id, topic: delivery.notification.topic });
  }
}

async function assertNotInHand(id: string): Promise<void> {
  if (await isInHand(id)) throw new AppError('conflict', 'Another process sends this notification.');
}

/** Returns what is worth noting of a delivery that succeeded, or null. */
async function send(delivery: ClaimedDelivery, signal: AbortSignal): Promise<string | null> {
  if (delivery.channel?.enabled === false) {
    throw new DeliveryFailure('The channel is switched off.', { permanent: true });
  }
  switch (delivery.kind) {
    case 'email':
      return sendEmail(delivery, signal);
    case 'webhook':
      return sendWebhook(delivery, signal);
    case 'slack':
    case 'teams':
    case 'pagerduty':
      return sendToService(delivery, delivery.kind, signal);
    default:
      throw new DeliveryFailure(`This version cannot send to a ${delivery.kind}.`, { permanent: true });
  }
}

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  log.error('unexpected error of a delivery', { error });
  return new DeliveryFailure('Something unexpected went wrong; the log of the worker has it.');
}
