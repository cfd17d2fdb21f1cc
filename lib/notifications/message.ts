import { unseal } from '../platform/crypto.ts';
import { env } from '../platform/env.ts';
import { DeliveryFailure } from './delivery-failure.ts';
import type { ClaimedDelivery } from './delivery-store.ts';

type Told = ClaimedDelivery['notification'];

/** A full address of a path within the console; the path alone when the console does not know its own address. */
export function consoleAddress(path: string): string {
  return `${env().NEXTAUTH_URL?.replace(/\/+$/, '') ?? ''}${path}`;
}

interface Letter {
  subject: string;
  text: string;
  html?: string;
  attachments: { filename: string; contentType: string; content: Buffer }[];
}

/** What is said in a letter: the text, and where to go. */
export function letterOf(told: Told): Letter {
  const link = linkOf(told);
  const lines = [told.text, ...(link === null ? [] : ['', consoleAddress(link)])];
  const attachments = told.files.map(({ name, mediaType, content }) => ({
    filename: name,
    contentType: mediaType,
    content: Buffer.from(content),
  }));
  return {
    subject: told.title,
    text: `${lines.join('\n')}\n\n-- \nSent by Slipway\n`,
    ...(told.html !== null && { html: told.html }),
    attachments,
  };
}

function linkOf({ sealedLink, link, topic }: Told): string | null {
  if (sealedLink !== null) return openLink(sealedLink);
  if (topic === 'access.invitation' && link === null) {
    throw new DeliveryFailure(
      'Its link was for one delivery and is no longer kept. Invite the person again.',
      {
        permanent: true,
      },
    );
  }
  return link;
}

function openLink(sealed: Uint8Array): string {
  try {
    return unseal('notification', sealed);
  } catch {
    throw new DeliveryFailure('Its link cannot be read any more, because SLIPWAY_SECRET changed.', {
      permanent: true,
    });
  }
}

/** What a program reads: the body of a webhook, in the form that Standard Webhooks suggests. */
export function webhookBodyOf(told: Told): string {
  const { id, topic, severity, title, text, link, data, createdAt } = told;
  return JSON.stringify({
    type: topic,
    timestamp: createdAt.toISOString(),
    data: {
      id,
      severity,
      title,
      text,
      link: link === null ? null : consoleAddress(link),
      details: data,
    },
  });
}
