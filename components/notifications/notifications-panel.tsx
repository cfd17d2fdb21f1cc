'use client';

import { can, useMe } from '#lib/client/use-me.ts';
import { ChannelsTable } from './channels-table.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';

export function NotificationsPanel() {
  const mayChange = can(useMe().data, 'notifications.write');
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="channels-heading">
        <h2 id="channels-heading" className="mb-2 font-semibold text-lg">
          Channels
        </h2>
        <ChannelsTable mayChange={mayChange} />
      </section>
      <section aria-labelledby="deliveries-heading">
        <h2 id="deliveries-heading" className="mb-2 font-semibold text-lg">
          Deliveries
        </h2>
        <DeliveriesTable mayChange={mayChange} />
      </section>
    </div>
  );
}
