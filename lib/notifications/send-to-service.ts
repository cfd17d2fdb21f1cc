import { unseal } from '../platform/crypto.ts';
import { DeliveryFailure } from './delivery-failure.ts';
import type { ClaimedDelivery } from './delivery-store.ts';
import { pagerDutyEventOf } from './pagerduty-event.ts';
import { postJson } from './post-json.ts';
import { channelTargetSchema } from './schemas.ts';
import { slackMessageOf } from './slack-message.ts';
import { teamsMessageOf } from './teams-message.ts';

type Service = 'slack' | 'teams' | 'pagerduty';

/** Refused for good: the address is gone or closed, or the message is none. Too many requests and their own faults pass. */
const isPermanent = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429;

/** Posts a notification to a chat or an on-call service, in the form it knows. */
export async function sendToService(
  delivery: ClaimedDelivery,
  kind: Service,
  signal: AbortSignal,
): Promise<null> {
  const { url, message } = requestOf(delivery, kind);
  await postJson(url, { headers: {}, body: JSON.stringify(message) }, signal, isPermanent);
  return null;
}

function requestOf({ channel, notification }: ClaimedDelivery, kind: Service): { url: URL; message: object } {
  const target = channelTargetSchema.safeParse(channel?.target);
  if (!target.success || target.data.kind !== kind || !channel?.sealedSecret) {
    throw new DeliveryFailure('The channel holds no address.', { permanent: true });
  }
  const secret = open(channel.sealedSecret);
  switch (target.data.kind) {
    case 'slack':
      return { url: new URL(secret), message: slackMessageOf(notification) };
    case 'teams':
      return { url: new URL(secret), message: teamsMessageOf(notification) };
    default:
      return { url: new URL(target.data.url), message: pagerDutyEventOf(notification, secret) };
  }
}

function open(sealedSecret: Uint8Array): string {
  try {
    return unseal('notification', sealedSecret);
  } catch {
    throw new DeliveryFailure(
      'Its address cannot be read, because SLIPWAY_SECRET changed. Enter it again at the channel.',
      { permanent: true },
    );
  }
}
