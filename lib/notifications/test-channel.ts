import { assertMay, type Caller } from '../access/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { notify } from './notify.ts';
import { lockChannel, transaction } from './store.ts';

/** Sends a test the way everything else is sent; how it went, the list of deliveries shows. */
export async function testChannel(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'notifications.write');
  await transaction(async (tx) => {
    const channel = await lockChannel(tx, id);
    if (channel === null) throw notFound('This channel');
    if (!channel.enabled) throw new AppError('invalid', 'The channel is switched off. Switch it on first.');
    await notify(tx, {
      topic: 'notifications.test',
      title: 'A test from Slipway',
      text: `${caller.name} asked for a test of the channel "${channel.name}". It works.`,
      link: '/settings',
      to: { subscribers: false, channels: [id] },
    });
  });
}
