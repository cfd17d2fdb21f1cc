'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from './format.ts';
import { IconButton } from './icon-button.tsx';

interface BarProps {
  children: ReactNode;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

function Bar({ children, onPrevious, onNext }: BarProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-end gap-2 px-3 py-1.5 text-muted-foreground text-sm"
    >
      <span className="tabular-nums">{children}</span>
      <IconButton
        label="Previous page"
        icon={<ChevronLeft aria-hidden />}
        disabled={onPrevious === null}
        onClick={onPrevious ?? undefined}
      />
      <IconButton
        label="Next page"
        icon={<ChevronRight aria-hidden />}
        disabled={onNext === null}
        onClick={onNext ?? undefined}
      />
    </nav>
  );
}

export interface PaginationProps {
  /** 1-based. */
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
}

export function Pagination({ page, pageSize, total, onPage }: PaginationProps) {
  if (total === 0) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  return (
    <Bar
      onPrevious={page > 1 ? () => onPage(page - 1) : null}
      onNext={last < total ? () => onPage(page + 1) : null}
    >
      {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
    </Bar>
  );
}

export interface CursorPaginationProps {
  /** How many rows are on screen. */
  count: number;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** For lists that know the next page but not the total. */
export function CursorPagination({ count, onPrevious, onNext }: CursorPaginationProps) {
  return (
    <Bar onPrevious={onPrevious} onNext={onNext}>
      {formatCount(count)} {count === 1 ? 'row' : 'rows'}
    </Bar>
  );
}
