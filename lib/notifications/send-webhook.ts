import { request } from 'undici';
import { unseal } from '../platform/crypto.ts';
import { assertEgressAllowed, guardedAgent } from '../platform/egress.ts';
import { AppError } from '../platform/errors.ts';
import { beginTrace, headersOf as headersOfTrace } from '../platform/trace-context.ts';
import { DeliveryFailure } from './delivery-failure.ts';
import type { ClaimedDelivery } from './delivery-store.ts';
import { webhookBodyOf } from './message.ts';
import { channelTargetSchema } from './schemas.ts';
import { webhookSignature } from './webhook-signature.ts';

/** A receiver that has not begun to answer by then is taken for hanging. */
const answerMs = 15_000;

/** POSTs a notification, signed; any 2xx is a delivery. Redirects are not followed: they would carry it elsewhere. */
export async function sendWebhook(delivery: ClaimedDelivery, signal: AbortSignal): Promise<null> {
  const { url, secret } = receiverOf(delivery);
  const agent = guardedAgent();
  const deadline = AbortSignal.timeout(answerMs);
  try {
    assertEgressAllowed(url);
    const body = webhookBodyOf(delivery.notification);
    const response = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.any([signal, deadline]),
      headers: headersOf(delivery.id, secret, body),
      body,
    });
    assertTaken(response.statusCode, url.host);
  } catch (error) {
    throw failureOf(error, url.host, signal.aborted || deadline.aborted);
  } finally {
    // What the receiver goes on to say does not matter.
    await agent.destroy();
  }
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
    'content-type': 'application/json',
    'user-agent': 'Slipway',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': webhookSignature(secret, id, timestamp, body),
    // The delivery is a trace of its own: nobody waits for it.
    ...headersOfTrace(beginTrace(id, false)),
  };
}

/** 410 means that the receiver wants no more (Standard Webhooks); everything else may be repaired meanwhile. */
function assertTaken(status: number, host: string): void {
  if (status >= 200 && status <= 299) return;
  if (status >= 300 && status <= 399) {
    throw new DeliveryFailure(`${host} redirects (status ${status}). Enter the address it leads to.`, {
      permanent: true,
    });
  }
  throw new DeliveryFailure(`${host} answered with status ${status}.`, { permanent: status === 410 });
}

function failureOf(error: unknown, host: string, tookTooLong: boolean): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  if (error instanceof AppError) return new DeliveryFailure(error.message, { permanent: true });
  if (tookTooLong) return new DeliveryFailure(`${host} did not answer in time.`);
  const words = error instanceof Error ? error.message.slice(0, 300) : 'unknown reason';
  return new DeliveryFailure(`${host} could not be reached: ${words}`);
}
