'use client';

import { MenuItem } from '#components/ui/dropdown-menu.tsx';
import { ExportMenu } from '#components/ui/export-menu.tsx';
import type { AuditQuery } from './queries.ts';

/** The events the filters select, or the signed head of the chain to keep elsewhere. */
export function AuditExportMenu({ filters }: { filters: AuditQuery }) {
  return (
    <ExportMenu path="/api/audit/export" filters={filters}>
      <MenuItem asChild>
        <a href="/api/audit/head" download="audit-head.json">
          Signed head, to keep elsewhere
        </a>
      </MenuItem>
    </ExportMenu>
  );
}
