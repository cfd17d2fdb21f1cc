'use client';

import { MailPlus, Mails, MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Report } from '#lib/dashboards/schemas.ts';
import { useDeleteReport, useReports, useSaveReport, useSendReport } from './queries.ts';
import { ReportDrawer } from './report-drawer.tsx';
import { calendarText, scopeText, toInput } from './report-words.ts';

const columns: Column<Report>[] = [
  {
    id: 'report',
    header: 'Report',
    alwaysShown: true,
    cell: (report) => (
      <div className="min-w-44">
        <div className="font-medium">{report.name}</div>
        <div className="text-muted-foreground text-sm">
          {scopeText(report)}. {calendarText(report)}.
        </div>
      </div>
    ),
  },
  {
    id: 'to',
    header: 'To',
    className: 'max-w-56 max-md:hidden',
    cell: ({ addresses }) => (
      <span className="[overflow-wrap:anywhere]">
        {addresses.length === 0 ? 'You' : addresses.join(', ')}
      </span>
    ),
  },
  { id: 'last', header: 'Last', className: 'w-44', cell: (report) => <LastRun report={report} /> },
  {
    id: 'next',
    header: 'Next',
    className: 'w-28 whitespace-nowrap',
    cell: ({ nextAt }) => (nextAt === null ? 'Off' : <RelativeTime at={nextAt} />),
  },
  {
    id: 'actions',
    header: 'Actions',
    alwaysShown: true,
    className: 'w-20 text-right',
    cell: (report) => <Actions report={report} />,
  },
];

function LastRun({ report: { lastRun, stoppedWhy } }: { report: Report }) {
  if (stoppedWhy !== null) return <StatusBadge tone="bad">{stoppedWhy}</StatusBadge>;
  if (lastRun === null) return <span className="text-muted-foreground text-sm">Not sent yet</span>;
  if (lastRun.state === 'skipped') {
    return (
      <span className="text-sm">
        <StatusBadge tone="warn">Skipped</StatusBadge> {lastRun.why}
      </span>
    );
  }
  return (
    <span className="text-sm">
      {lastRun.state === 'sent' ? 'Sent' : 'Being made'} <RelativeTime at={lastRun.dueAt} />
    </span>
  );
}

function Actions({ report }: { report: Report }) {
  const save = useSaveReport(report.id);
  const send = useSendReport();
  const remove = useDeleteReport();
  const [deleting, setDeleting] = useState(false);
  const failed = { onError: (error: unknown) => toast.error(describeError(error).message) };
  return (
    <>
      <DropdownMenu
        trigger={<IconButton label={`More for ${report.name}`} icon={<MoreHorizontal aria-hidden />} />}
      >
        <MenuItem
          onSelect={() =>
            send.mutate(report.id, { ...failed, onSuccess: () => toast.success('It is on its way.') })
          }
        >
          Send now
        </MenuItem>
        <MenuItem onSelect={() => save.mutate({ ...toInput(report), enabled: !report.enabled }, failed)}>
          {report.enabled ? 'Switch off' : 'Switch on'}
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => setDeleting(true)}>
          Delete
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete the report “${report.name}”?`}
        confirmLabel="Delete report"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(report.id, { ...failed, onSuccess: () => setDeleting(false) })}
      >
        It is not sent any more. Letters that were sent stay where they are.
      </ConfirmDialog>
    </>
  );
}

/** Reports of one's own: the overview as a letter. */
export function ReportsPanel({ endpoints }: { endpoints: readonly string[] }) {
  const reports = useReports(true);
  const [open, setOpen] = useState<{ report: Report | null } | null>(null);
  return (
    <div className="flex flex-col gap-3">
      {reports.data?.mailConfigured === false && (
        <p className="rounded-md border border-warn/40 bg-warn-soft px-4 py-3 text-sm">
          No mail server is set up, so reports are skipped until an operator sets{' '}
          <code>SLIPWAY_SMTP_URL</code>.
        </p>
      )}
      <DataTable
        label="Reports"
        columns={columns}
        rows={reports.data?.items}
        rowKey={({ id }) => id}
        error={reports.error}
        onRetry={() => void reports.refetch()}
        onOpen={(report) => setOpen({ report })}
        toolbar={
          <Button variant="primary" className="ml-auto" onClick={() => setOpen({ report: null })}>
            <MailPlus aria-hidden />
            Add a report
          </Button>
        }
        empty={
          <EmptyState icon={Mails} title="No report yet">
            The overview as a letter, every day, week or month at an hour of yours, with its charts as a PDF.
          </EmptyState>
        }
      />
      {open !== null && (
        <ReportDrawer
          key={open.report?.id ?? 'new'}
          report={open.report}
          endpoints={endpoints}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
