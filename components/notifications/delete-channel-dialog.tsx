'use client';

import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Channel } from '#lib/notifications/schemas.ts';
import { useDeleteChannel } from './queries.ts';

/** Mounted while it is open. */
export function DeleteChannelDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const remove = useDeleteChannel();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete "${channel.name}"?`}
      confirmLabel="Delete channel"
      busy={remove.isPending}
      onConfirm={() => remove.mutate(channel.id, { onSuccess: onClose })}
    >
      <p>Nothing is sent there any more, what waits to be sent included. Its list of deliveries goes too.</p>
      {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
    </ConfirmDialog>
  );
}
