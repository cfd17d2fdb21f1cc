'use client';

import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { withQuery } from '#lib/client/api.ts';
import { Button } from './button.tsx';
import { DropdownMenu, MenuItem } from './dropdown-menu.tsx';

interface ExportMenuProps {
  /** Of the export over the API; it takes `format`. */
  path: string;
  filters: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** Further items. */
  children?: ReactNode;
}

/** Downloads the rows the filters select. */
export function ExportMenu({ path, filters, children }: ExportMenuProps) {
  const href = (format: string) => withQuery(path, { ...filters, format });
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
      {children}
    </DropdownMenu>
  );
}
