'use client';

import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { z } from 'zod';
import { useStoredState } from '#lib/client/use-stored-state.ts';
import { cn } from './cn.ts';
import { ColumnChooser, HeaderCell } from './data-table-header.tsx';
import { type Column, DataTableRow } from './data-table-row.tsx';
import { ErrorState } from './error-state.tsx';
import { Skeleton } from './skeleton.tsx';
import { useLatest } from './use-latest.ts';
import type { Sort } from './use-list-state.ts';

export type { Column } from './data-table-row.tsx';

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

const hiddenSchema = z.array(z.string());

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  label: string;
  /** Must be stable: module scope or `useMemo`. */
  columns: readonly Column<Row>[];
  /** Undefined while loading for the first time. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** A failed load; what was on screen stays below it. */
  error?: unknown;
  onRetry?: () => void;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  /** Opens a row: click, or Enter on a focused row. */
  onOpen?: (row: Row) => void;
  /** Marks the row whose details are open. */
  isSelected?: (row: Row) => boolean;
  /** Sorting done by the server. Without it, columns with `sortValue` sort in the browser. */
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Under this name the reader's choice of columns is remembered; without it there is no choice. */
  columnsKey?: string;
  /** Search field and filters, left above the table. */
  toolbar?: ReactNode;
  /** Pages below the table. */
  footer?: ReactNode;
  skeletonRows?: number;
}

const noRows: never[] = [];

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rowKey, columnsKey, sort, onSort } = props;
  // Drawing many rows gives way to whatever the reader does meanwhile.
  const rows = useDeferredValue(props.rows);
  const openRow = useLatest(props.onOpen);
  const [hidden, setHidden] = useHiddenColumns(columns, columnsKey);
  const [ownSort, setOwnSort] = useState<Sort | undefined>(sort);
  const sorting = onSort ? sort : ownSort;
  const changeSort = onSort ?? setOwnSort;
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.sortValue?.(row) ?? null,
        sortFn: (a: { original: Row }, b: { original: Row }) =>
          compare(column.sortValue?.(a.original), column.sortValue?.(b.original)),
      })),
    [columns],
  );
  const table = useTable<typeof features, Row & object>({
    features,
    columns: definitions,
    data: (rows ?? noRows) as readonly (Row & object)[],
    getRowId: rowKey,
    manualSorting: onSort !== undefined,
    state: {
      sorting: sorting ? [{ id: sorting.by, desc: sorting.order === 'desc' }] : [],
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
    },
  });
  const visible = useMemo(() => columns.filter((column) => !hidden.includes(column.id)), [columns, hidden]);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {(props.toolbar || columnsKey) && (
        <div className="flex flex-wrap items-center gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{props.toolbar}</div>
          {columnsKey && <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />}
        </div>
      )}
      {props.error !== undefined && props.error !== null && (
        <ErrorState
          error={props.error}
          title={`${props.label} could not be loaded.`}
          onRetry={props.onRetry}
        />
      )}
      <div className="min-w-0 overflow-hidden rounded-md border border-border bg-surface">
        <div className="overflow-x-auto">
          <table
            aria-label={props.label}
            aria-busy={rows === undefined}
            className="w-full border-collapse text-base"
          >
            <thead>
              <tr className="border-border border-b">
                {visible.map((column) => (
                  <HeaderCell
                    key={column.id}
                    column={column}
                    sortable={onSort ? column.sortable === true : column.sortValue !== undefined}
                    sort={sorting}
                    onSort={changeSort}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows === undefined && !props.error && (
                <LoadingRows columns={visible} count={props.skeletonRows ?? 8} />
              )}
              {table.getRowModel().rows.map((row, index) => (
                <DataTableRow
                  key={row.id}
                  row={row.original}
                  columns={visible}
                  first={index === 0}
                  selected={props.isSelected?.(row.original) ?? false}
                  onOpen={props.onOpen && openRow}
                />
              ))}
            </tbody>
          </table>
        </div>
        {rows !== undefined && rows.length === 0 && props.empty}
        {props.footer && <div className="border-border border-t empty:hidden">{props.footer}</div>}
      </div>
    </div>
  );
}

function LoadingRows<Row>({ columns, count }: { columns: readonly Column<Row>[]; count: number }) {
  const keys = Array.from({ length: count }, (_, index) => `loading-${index}`);
  return keys.map((key) => (
    <tr key={key} className="h-9 border-border border-b last:border-b-0">
      {columns.map((column, index) => (
        <td key={column.id} className="px-3">
          <Skeleton className={cn(index === 0 ? 'w-40' : 'w-16', column.align === 'right' && 'ml-auto')} />
        </td>
      ))}
    </tr>
  ));
}

/** Ids of the columns the reader does not see; shared by everything that knows the table's `columnsKey`. */
export function useHiddenColumns<Row>(
  columns: readonly Column<Row>[],
  key: string | undefined,
): [string[], (hidden: string[]) => void] {
  const initial = useMemo(
    () => columns.filter((column) => column.initiallyHidden).map((column) => column.id),
    [columns],
  );
  const [stored, setStored] = useStoredState(`columns.${key ?? ''}`, hiddenSchema, initial);
  return key === undefined ? [noRows, setStored] : [stored, setStored];
}

/** Numbers by size, text by the reader's alphabet; what is missing comes last. */
function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  if (a === null || a === undefined || b === null || b === undefined) {
    return Number(a === null || a === undefined) - Number(b === null || b === undefined);
  }
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
