'use client';

import { Ellipsis, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ScrapeTarget } from '#lib/telemetry/schemas.ts';

interface ServerActionsProps {
  server: ScrapeTarget;
  onRead: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

export function ServerActions({ server, onRead, onEdit, onDelete }: ServerActionsProps) {
  return (
    <DropdownMenu
      align="end"
      trigger={<IconButton label={`Actions for ${server.name}`} icon={<Ellipsis aria-hidden />} />}
    >
      <MenuItem icon={<RefreshCw aria-hidden />} onSelect={onRead}>
        Read now
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
        Change
      </MenuItem>
      <MenuItem icon={<Trash2 aria-hidden />} onSelect={onDelete}>
        Stop scraping
      </MenuItem>
    </DropdownMenu>
  );
}
