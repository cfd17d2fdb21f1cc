'use client';

import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { LogExport } from '#lib/log-export/schemas.ts';
import { DeleteExportDialog } from './delete-export-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ExportDrawer } from './export-drawer.tsx';
import { ExportLine } from './export-line.tsx';
import { useLogExports } from './export-queries.ts';

/** The inference log as Parquet files: where to, how it goes, what is there. */
export function ExportsCard({ writes }: { writes: boolean }) {
  const exports = useLogExports();
  const [edited, setEdited] = useState<LogExport | 'new' | null>(null);
  const [deleted, setDeleted] = useState<LogExport | null>(null);
  const { data, error } = exports;
  const add = writes && (
    <Button variant="primary" onClick={() => setEdited('new')}>
      Add export
    </Button>
  );
  return (
    <Card
      title="Exports of the inference log"
      description="Daily Parquet files that DuckDB, Spark and Databricks read, in a folder or an S3-compatible bucket."
      actions={data !== undefined && data.items.length > 0 && add}
    >
      {error && <ErrorState error={error} onRetry={() => void exports.refetch()} />}
      {data === undefined && !error && <Skeleton className="h-24" />}
      {data?.items.length === 0 && (
        <EmptyState icon={FileDown} title="Nothing is exported yet" action={add}>
          Say where the files should go: every night, yesterday’s requests are written there, one file for
          each endpoint.
        </EmptyState>
      )}
      <ul className="divide-y divide-border">
        {data?.items.map((item) => (
          <ExportLine
            key={item.id}
            item={item}
            writes={writes}
            onEdit={() => setEdited(item)}
            onDelete={() => setDeleted(item)}
          />
        ))}
      </ul>
      <ExportDrawer items={data?.items} />
      {edited !== null && data !== undefined && (
        <ExportDialog
          known={edited === 'new' ? null : edited}
          root={data.root}
          onClose={() => setEdited(null)}
        />
      )}
      {deleted !== null && <DeleteExportDialog item={deleted} onClose={() => setDeleted(null)} />}
    </Card>
  );
}
