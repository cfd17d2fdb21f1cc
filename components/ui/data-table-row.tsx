'use client';

import { type KeyboardEvent, type MouseEvent, memo, type ReactNode } from 'react';
import { cn } from './cn.ts';

export interface Column<Row> {
  id: string;
  header: string;
  /** The header is for screen readers alone. */
  quietHeader?: boolean;
  cell: (row: Row) => ReactNode;
  /** `right` for numbers. */
  align?: 'left' | 'right';
  /** The server can sort by this column's id. */
  sortable?: boolean;
  /** Lets the browser sort a list that is complete. */
  sortValue?: (row: Row) => string | number | null;
  /** Class names of header and cells: a width, `max-sm:hidden`, … */
  className?: string;
  /** Hidden until the reader chooses it. */
  initiallyHidden?: boolean;
  /** Cannot be hidden: the column that names the row. */
  alwaysShown?: boolean;
}

interface DataTableRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  /** Takes focus when the table is entered with Tab. */
  first: boolean;
  selected: boolean;
  onOpen: ((row: Row) => void) | undefined;
}

function Row<Item>({ row, columns, first, selected, onOpen }: DataTableRowProps<Item>) {
  const click = (event: MouseEvent<HTMLTableRowElement>) => {
    if (isOwnControl(event.target, event.currentTarget) || window.getSelection()?.type === 'Range') return;
    onOpen?.(row);
  };
  const press = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onOpen?.(row);
    else if (!moveFocus(event.currentTarget, event.key)) return;
    event.preventDefault();
  };
  return (
    <tr
      tabIndex={onOpen ? (first ? 0 : -1) : undefined}
      aria-selected={selected || undefined}
      onClick={onOpen && click}
      onKeyDown={onOpen && press}
      className={cn(
        'h-9 border-border border-b last:border-b-0 focus-visible:outline-offset-[-2px]',
        onOpen && 'cursor-pointer hover:bg-hover',
        selected && 'bg-selected hover:bg-selected',
      )}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            'px-3 py-1.5',
            column.align === 'right' && 'whitespace-nowrap text-right tabular-nums',
            column.className,
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Drawn again only when the row or a column is another one: pages keep both while menus open and filters are typed. */
export const DataTableRow = memo(Row) as typeof Row;

/** A link or button inside the row does its own work. */
function isOwnControl(target: EventTarget, row: HTMLElement): boolean {
  if (!(target instanceof Element) || !row.contains(target)) return true;
  return target.closest('a, button, input, label, [role="checkbox"], [role="switch"]') !== null;
}

function moveFocus(row: HTMLTableRowElement, key: string): boolean {
  const next = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: row.parentElement?.firstElementChild,
    End: row.parentElement?.lastElementChild,
  }[key];
  if (!(next instanceof HTMLElement)) return false;
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  return true;
}
