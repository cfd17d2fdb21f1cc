import { assertMay, type Caller } from '../access/index.ts';
import { env } from '../platform/env.ts';
import { presentChannel } from './present.ts';
import type { ChannelList } from './schemas.ts';
import { allChannels } from './store.ts';

/** Every channel by name, and whether e-mail can be sent. */
export async function listChannels(caller: Caller): Promise<ChannelList> {
  assertMay(caller, 'settings.read');
  const { SLIPWAY_SMTP_URL, SLIPWAY_MAIL_FROM } = env();
  return {
    items: (await allChannels()).map(presentChannel),
    mail: { configured: SLIPWAY_SMTP_URL !== undefined, from: SLIPWAY_MAIL_FROM },
  };
}
