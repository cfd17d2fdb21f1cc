'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { AuditQuery } from './queries.ts';

/** Downloads the events the filters select, or the signed head of the chain to keep elsewhere. */
export function AuditExportMenu({ filters }: { filters: AuditQuery }) {
  const href = (format: string) => withQuery('/api/audit/export', { ...filters, format });
  return (
    <DropdownMenu
      trigger={
        <Button>
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuItem asChild>
        <a href={href('csv')} download>
          CSV for spreadsheets
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={href('jsonl')} download>
          JSON Lines
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href="/api/audit/head" download="audit-head.json">
          Signed head, to keep elsewhere
        </a>
      </MenuItem>
    </DropdownMenu>
  );
}
