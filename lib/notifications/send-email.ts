import { createTransport } from 'nodemailer';
import { env } from '../platform/env.ts';
import { DeliveryFailure } from './delivery-failure.ts';
import type { ClaimedDelivery } from './delivery-store.ts';
import { letterOf } from './message.ts';
import { channelTargetSchema } from './schemas.ts';
import { threadOf } from './told.ts';

/** Hands a letter to the mail server. The Message-ID is the delivery's, so mailboxes can tell a repetition. */
export async function sendEmail(delivery: ClaimedDelivery, signal: AbortSignal): Promise<string | null> {
  const server = env().SLIPWAY_SMTP_URL;
  if (server === undefined) {
    throw new DeliveryFailure(
      'No mail server is set up: set SLIPWAY_SMTP_URL and restart, then send it again.',
      {
        permanent: true,
      },
    );
  }
  const transport = openTransport(server);
  const { host } = new URL(server);
  const thread = threadOf(delivery.notification);
  try {
    const sending = transport.sendMail({
      ...letterOf(delivery.notification),
      from: env().SLIPWAY_MAIL_FROM,
      to: addressesOf(delivery),
      messageId: `<${delivery.id}@slipway>`,
      // Mail programs show what belongs to one conversation together.
      ...(thread !== null && { references: `<${thread.thread}@slipway>` }),
      headers: { 'auto-submitted': 'auto-generated' },
    });
    const { rejected } = await Promise.race([sending, rejectionOf(signal, host)]);
    return rejected.length === 0 ? null : `Not accepted for ${rejected.map(String).join(', ')}.`;
  } catch (error) {
    throw refusalOf(error, host);
  } finally {
    transport.close();
  }
}

/** The mailer takes no signal; a server that trickles its answers is left to the mailer's own time-outs. */
function rejectionOf(signal: AbortSignal, host: string): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(new DeliveryFailure(`The mail server ${host} did not answer in time.`));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

function openTransport(server: string) {
  const url = new URL(server);
  return createTransport({
    url: server,
    // A password never travels in the clear over a network.
    requireTLS: url.username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function addressesOf({ channel, addresses }: ClaimedDelivery): string[] {
  if (channel === null) return addresses;
  const target = channelTargetSchema.safeParse(channel.target);
  if (target.success && target.data.kind === 'email') return target.data.addresses;
  throw new DeliveryFailure('The channel holds no e-mail addresses.', { permanent: true });
}

/** Receivers and messages that are refused for good (RFC 5321, codes 5yz) stay refused; all else may pass. */
function refusalOf(error: unknown, host: string): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  const { code, responseCode, message } = Object(error) as Record<string, unknown>;
  const words = typeof message === 'string' ? message.slice(0, 500) : 'unknown reason';
  const permanent =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500;
  return new DeliveryFailure(`The mail server ${host} did not take it: ${words}`, { permanent });
}
