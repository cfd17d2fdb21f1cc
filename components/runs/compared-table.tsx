'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { chartColor } from '#components/charts/series.ts';
import { cn } from '#components/ui/cn.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ComparedRow } from './compared-rows.ts';
import { runHref } from './hrefs.ts';

export interface ComparedRun {
  id: string;
  /** Names it among the others. */
  label: string;
}

interface ComparedTableProps<T> {
  label: string;
  /** Above the rows' names: "Parameter". */
  heading: string;
  runs: readonly ComparedRun[];
  rows: readonly ComparedRow<T>[];
  cell: (value: T, row: ComparedRow<T>, column: number) => ReactNode;
  /** Beside a row's name. */
  rowAction?: (row: ComparedRow<T>) => ReactNode;
  /** Absent where runs cannot be taken out. */
  onRemove?: (id: string) => void;
  align?: 'left' | 'right';
}

/** One column per run, one row per thing they have; the names stay in sight when it scrolls. */
export function ComparedTable<T>(props: ComparedTableProps<T>) {
  const { label, heading, runs, rows, cell, rowAction, onRemove, align = 'left' } = props;
  const alignment = align === 'right' && 'text-right';
  const sticky = 'sticky left-0 z-10 bg-surface';
  return (
    <div className="overflow-x-auto rounded-md border border-border bg-surface">
      <table aria-label={label} className="w-full border-collapse text-base">
        <thead>
          <tr className="border-border border-b">
            <th
              scope="col"
              className={cn('h-9 px-3 text-left font-medium text-muted-foreground text-xs', sticky)}
            >
              {heading}
            </th>
            {runs.map((run, index) => (
              <th key={run.id} scope="col" className={cn('min-w-32 px-3 text-left font-medium', alignment)}>
                <span className="inline-flex max-w-48 items-center gap-1.5">
                  <span
                    aria-hidden
                    className="size-2 shrink-0 rounded-full"
                    style={{ background: chartColor(index) }}
                  />
                  <Link href={runHref(run.id)} title={run.label} className="truncate hover:underline">
                    {run.label}
                  </Link>
                  {onRemove && (
                    <IconButton
                      label={`Take ${run.label} out`}
                      icon={<X aria-hidden />}
                      onClick={() => onRemove(run.id)}
                    />
                  )}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-border border-b last:border-b-0">
              <th
                scope="row"
                className={cn(
                  'min-w-32 max-w-40 px-3 py-1.5 text-left font-normal [overflow-wrap:anywhere] sm:max-w-72',
                  sticky,
                  !row.differs && 'text-muted-foreground',
                )}
              >
                <span className="flex items-center justify-between gap-2">
                  {row.key}
                  {rowAction?.(row)}
                </span>
              </th>
              {runs.map((run, column) => {
                const value = row.values[column] ?? null;
                return (
                  <td
                    key={run.id}
                    className={cn(
                      'px-3 py-1.5 tabular-nums [overflow-wrap:anywhere]',
                      alignment,
                      !row.differs && 'text-muted-foreground',
                    )}
                  >
                    {value === null ? (
                      <span className="text-muted-foreground">–</span>
                    ) : (
                      cell(value, row, column)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
