import { unseal } from '../platform/crypto.ts';
import { beginTrace, headersOf as headersOfTrace } from '../platform/trace-context.ts';
import { DeliveryFailure } from './delivery-failure.ts';
import type { ClaimedDelivery } from './delivery-store.ts';
import { webhookBodyOf } from './message.ts';
import { postJson } from './post-json.ts';
import { channelTargetSchema } from './schemas.ts';
import { webhookSignature } from './webhook-signature.ts';

/** 410 means that the receiver wants no more (Standard Webhooks); everything else may be repaired meanwhile. */
const isPermanent = (status: number) => status === 410;

/** POSTs a notification, signed. */
export async function sendWebhook(delivery: ClaimedDelivery, signal: AbortSignal): Promise<null> {
  const { url, secret } = receiverOf(delivery);
  const body = webhookBodyOf(delivery.notification);
  await postJson(url, { headers: headersOf(delivery.id, secret, body), body }, signal, isPermanent);
  return null;
}

function receiverOf({ channel }: ClaimedDelivery): { url: URL; secret: string } {
  const target = channelTargetSchema.safeParse(channel?.target);
  if (!target.success || target.data.kind !== 'webhook' || !channel?.sealedSecret) {
    throw new DeliveryFailure('The channel holds no web address.', { permanent: true });
  }
  try {
    return { url: new URL(target.data.url), secret: unseal('notification', channel.sealedSecret) };
  } catch {
    throw new DeliveryFailure(
      'The signing secret cannot be read, because SLIPWAY_SECRET changed. Make a new one for this channel.',
      { permanent: true },
    );
  }
}

function headersOf(id: string, secret: string, body: string): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': webhookSignature(secret, id, timestamp, body),
    // The delivery is a trace of its own: nobody waits for it.
    ...headersOfTrace(beginTrace(id, false)),
  };
}
