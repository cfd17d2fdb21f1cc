'use client';

import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { OtlpStatus } from '#lib/telemetry/schemas.ts';

type Row = OtlpStatus['processes'][number];

const columns: readonly Column<Row>[] = [
  {
    id: 'process',
    header: 'Process',
    cell: ({ kind, process }) => (
      <>
        {kind} <code className="font-mono text-muted-foreground text-sm">{process}</code>
      </>
    ),
  },
  { id: 'sent', header: 'Spans sent', align: 'right', cell: ({ sent }) => <Count value={sent} /> },
  {
    id: 'dropped',
    header: 'Dropped',
    align: 'right',
    cell: ({ dropped, rejected }) => <Count value={dropped + rejected} />,
  },
  { id: 'queued', header: 'Waiting', align: 'right', cell: ({ queued }) => <Count value={queued} /> },
  { id: 'last', header: 'Last sent', cell: ({ lastSentAt }) => <RelativeTime at={lastSentAt} /> },
  {
    id: 'error',
    header: 'Last problem',
    cell: ({ lastError, lastErrorAt }) =>
      lastError === null ? (
        'none'
      ) : (
        <>
          {lastError} <RelativeTime at={lastErrorAt} className="text-muted-foreground" />
        </>
      ),
  },
];

/** Figures are since each process began, and a few seconds old. */
export function OtlpProcesses({ processes }: { processes: readonly Row[] }) {
  return (
    <DataTable
      label="Export by process"
      columns={columns}
      rows={processes}
      rowKey={({ process }) => process}
      empty={
        <p className="p-3 text-muted-foreground text-sm">Processes tell within ten seconds how they do.</p>
      }
    />
  );
}
