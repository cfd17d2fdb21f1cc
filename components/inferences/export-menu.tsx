'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { InferenceQuery } from './queries.ts';

/** Downloads the rows the filters select, with whole questions and answers. */
export function ExportMenu({ query }: { query: InferenceQuery }) {
  const { sort: _sort, order: _order, limit: _limit, cursor: _cursor, ...filters } = query;
  const href = (format: string) => withQuery('/api/inferences/export', { ...filters, format });
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
    </DropdownMenu>
  );
}
