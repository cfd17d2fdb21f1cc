'use client';

import { Ellipsis, KeyRound, UserCheck, UserX } from 'lucide-react';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { UserSummary } from '#lib/access/schemas.ts';

export interface UserActionsProps {
  user: UserSummary;
  /** The row of the person at the screen, who does none of this to themselves. */
  own: boolean;
  onResetPassword: (user: UserSummary) => void;
  onDisable: (user: UserSummary) => void;
  onEnable: (user: UserSummary) => void;
}

export function UserActions({ user, own, onResetPassword, onDisable, onEnable }: UserActionsProps) {
  if (own) return null;
  return (
    <DropdownMenu trigger={<IconButton label={`Actions for ${user.name}`} icon={<Ellipsis aria-hidden />} />}>
      <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => onResetPassword(user)}>
        Reset password
      </MenuItem>
      {user.disabledAt === null ? (
        <MenuItem icon={<UserX aria-hidden />} tone="danger" onSelect={() => onDisable(user)}>
          Disable account
        </MenuItem>
      ) : (
        <MenuItem icon={<UserCheck aria-hidden />} onSelect={() => onEnable(user)}>
          Enable account
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
