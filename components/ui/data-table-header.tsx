'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown, Columns3 } from 'lucide-react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import type { Column } from './data-table-row.tsx';
import { DropdownMenu, MenuCheckboxItem, MenuLabel } from './dropdown-menu.tsx';
import type { Sort } from './use-list-state.ts';

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sortable: boolean;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
}

export function HeaderCell<Row>({ column, sortable, sort, onSort }: HeaderCellProps<Row>) {
  const order = sort?.by === column.id ? sort.order : null;
  const Icon = order === 'asc' ? ArrowUp : order === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={order === null ? undefined : order === 'asc' ? 'ascending' : 'descending'}
      className={cn(
        'h-9 whitespace-nowrap px-3 text-left font-medium text-muted-foreground text-xs',
        column.align === 'right' && 'text-right',
        column.className,
      )}
    >
      {sortable ? (
        <button
          type="button"
          onClick={() =>
            onSort({
              by: column.id,
              order: order === 'desc' ? 'asc' : order === 'asc' ? 'desc' : firstOrder(column),
            })
          }
          className={cn(
            'group -mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:text-foreground',
            order && 'text-foreground',
          )}
        >
          {column.header}
          <Icon aria-hidden className={cn('size-3.5', order === null && 'opacity-50')} />
        </button>
      ) : column.quietHeader ? (
        <span className="sr-only">{column.header}</span>
      ) : (
        column.header
      )}
    </th>
  );
}

/** Numbers start with the largest, names with A. */
function firstOrder<Row>(column: Column<Row>): Sort['order'] {
  return column.align === 'right' ? 'desc' : 'asc';
}

interface ColumnChooserProps<Row> {
  columns: readonly Column<Row>[];
  hidden: readonly string[];
  onChange: (hidden: string[]) => void;
}

export function ColumnChooser<Row>({ columns, hidden, onChange }: ColumnChooserProps<Row>) {
  const choices = columns.filter((column) => !column.alwaysShown);
  return (
    <DropdownMenu
      trigger={
        <Button size="sm">
          <Columns3 aria-hidden />
          Columns
        </Button>
      }
    >
      <MenuLabel>Shown columns</MenuLabel>
      {choices.map((column) => (
        <MenuCheckboxItem
          key={column.id}
          checked={!hidden.includes(column.id)}
          onSelect={(event) => event.preventDefault()}
          onCheckedChange={(shown) =>
            onChange(shown ? hidden.filter((id) => id !== column.id) : [...hidden, column.id])
          }
        >
          {column.header}
        </MenuCheckboxItem>
      ))}
    </DropdownMenu>
  );
}
