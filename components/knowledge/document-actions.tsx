'use client';

import { Ban, BookOpen, Download, Ellipsis, RotateCw, ShieldCheck, Trash2 } from 'lucide-react';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { DocumentSummary } from '#lib/knowledge/schemas.ts';
import { isActive } from './document-state.tsx';

export interface DocumentActionsProps {
  document: DocumentSummary;
  /** Whether the person may change the knowledge base. */
  mayWrite: boolean;
  /** Whether the person may release what is in quarantine. */
  mayReview: boolean;
  onOpen: (document: DocumentSummary) => void;
  onRetry: (document: DocumentSummary) => void;
  onRelease: (document: DocumentSummary) => void;
  onCancel: (document: DocumentSummary) => void;
  onDelete: (document: DocumentSummary) => void;
}

export function DocumentActions(props: DocumentActionsProps) {
  const { document, mayWrite, mayReview } = props;
  const stopped = document.state === 'failed' || document.state === 'cancelled';
  return (
    <DropdownMenu
      trigger={<IconButton label={`Actions for ${document.name}`} icon={<Ellipsis aria-hidden />} />}
    >
      <MenuItem icon={<BookOpen aria-hidden />} onSelect={() => props.onOpen(document)}>
        Open
      </MenuItem>
      <MenuItem asChild>
        <a href={`/api/documents/${document.revisionId}/file`} target="_blank" rel="noopener">
          <Download aria-hidden />
          Get the original
        </a>
      </MenuItem>
      {mayWrite && stopped && (
        <MenuItem icon={<RotateCw aria-hidden />} onSelect={() => props.onRetry(document)}>
          Retry
        </MenuItem>
      )}
      {mayReview && document.state === 'quarantined' && (
        <MenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => props.onRelease(document)}>
          Release
        </MenuItem>
      )}
      {mayWrite && isActive(document.state) && (
        <MenuItem icon={<Ban aria-hidden />} onSelect={() => props.onCancel(document)}>
          Cancel
        </MenuItem>
      )}
      {mayWrite && (
        <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => props.onDelete(document)}>
          Delete
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
