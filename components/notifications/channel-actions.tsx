'use client';

import { Ellipsis, KeyRound, Pencil, Send, Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Channel, CreatedChannel } from '#lib/notifications/schemas.ts';
import { useRenewSecret, useTestChannel } from './queries.ts';

interface ChannelActionsProps {
  channel: Channel;
  onEdit: () => void;
  onDelete: () => void;
  onSecret: (created: CreatedChannel) => void;
}

const failed = (error: unknown) => toast.error(describeError(error).message);

export function ChannelActions({ channel, onEdit, onDelete, onSecret }: ChannelActionsProps) {
  const test = useTestChannel();
  const renew = useRenewSecret();
  const sendTest = () =>
    test.mutate(channel.id, {
      onSuccess: () => toast.success('A test is on its way.', { description: 'See below how it goes.' }),
      onError: failed,
    });
  return (
    <DropdownMenu
      align="end"
      trigger={<IconButton label={`Actions for ${channel.name}`} icon={<Ellipsis aria-hidden />} />}
    >
      <MenuItem icon={<Send aria-hidden />} onSelect={sendTest}>
        Send a test
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
        Change
      </MenuItem>
      {channel.target.kind === 'webhook' && (
        <MenuItem
          icon={<KeyRound aria-hidden />}
          onSelect={() => renew.mutate(channel.id, { onSuccess: onSecret, onError: failed })}
        >
          New signing secret
        </MenuItem>
      )}
      <MenuItem icon={<Trash2 aria-hidden />} onSelect={onDelete}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
