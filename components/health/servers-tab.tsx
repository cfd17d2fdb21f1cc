'use client';

import { Plus, Server } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { ScrapeTarget } from '#lib/telemetry/schemas.ts';
import { useDeleteServer, useReadServer, useServers } from './queries.ts';
import { ServerActions } from './server-actions.tsx';
import { ServerDialog } from './server-dialog.tsx';

const shown: Column<ScrapeTarget>[] = [
  {
    id: 'name',
    header: 'Server',
    alwaysShown: true,
    cell: ({ name, url }) => (
      <div className="min-w-32">
        <div className="font-medium [overflow-wrap:anywhere]">{name}</div>
        <div className="max-w-72 truncate text-muted-foreground text-xs">{url}</div>
      </div>
    ),
  },
  {
    id: 'state',
    header: 'Last reading',
    cell: ({ enabled, lastAt, lastValues, lastError }) => {
      if (!enabled) return <StatusBadge tone="neutral">Off</StatusBadge>;
      if (lastAt === null) return <StatusBadge tone="neutral">Not read yet</StatusBadge>;
      return (
        <div className="flex max-w-96 flex-col items-start gap-0.5">
          <StatusBadge tone={lastError === null ? 'ok' : 'bad'}>
            {lastError === null ? `${lastValues ?? 0} values` : 'Failed'}
          </StatusBadge>
          <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
            {lastError !== null && `${lastError} `}
            <RelativeTime at={lastAt} />
          </span>
        </div>
      );
    },
  },
  {
    id: 'every',
    header: 'Every',
    align: 'right',
    className: 'max-sm:hidden',
    cell: ({ everySeconds }) => <span className="tabular-nums">{everySeconds} s</span>,
  },
];

/** GPUs and model servers whose Prometheus figures are read. */
export function ServersTab() {
  const servers = useServers();
  const read = useReadServer();
  const remove = useDeleteServer();
  const { data: me } = useMe();
  const [edited, setEdited] = useState<ScrapeTarget | 'new' | null>(null);
  const [deleted, setDeleted] = useState<ScrapeTarget | null>(null);
  const mayChange = can(me, 'telemetry.write');
  const { mutate: readNow } = read;
  const columns = useMemo<Column<ScrapeTarget>[]>(() => {
    if (!mayChange) return shown;
    const onRead = ({ id }: ScrapeTarget) =>
      readNow(id, {
        onSuccess: ({ lastError, lastValues }) =>
          lastError === null ? toast.success(`${lastValues ?? 0} values were read.`) : toast.error(lastError),
        onError: (error) => toast.error(describeError(error).message),
      });
    const actions: Column<ScrapeTarget> = {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-16 text-right',
      cell: (server) => (
        <ServerActions
          server={server}
          onRead={() => onRead(server)}
          onEdit={() => setEdited(server)}
          onDelete={() => setDeleted(server)}
        />
      ),
    };
    return [...shown, actions];
  }, [mayChange, readNow]);
  return (
    <>
      <DataTable
        label="Scraped servers"
        columns={columns}
        rows={servers.data?.items}
        rowKey={({ id }) => id}
        error={servers.error}
        onRetry={() => void servers.refetch()}
        skeletonRows={2}
        toolbar={
          mayChange && (
            <Button variant="primary" className="ml-auto" onClick={() => setEdited('new')}>
              <Plus aria-hidden />
              Add server
            </Button>
          )
        }
        empty={
          <EmptyState icon={Server} title="No server is scraped">
            Give the Prometheus address of vLLM, text-generation-inference or NVIDIA’s DCGM exporter, and use
            of GPUs and waiting requests become metrics like any other.
          </EmptyState>
        }
      />
      {edited !== null && (
        <ServerDialog server={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {deleted !== null && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setDeleted(null)}
          title={`Stop scraping "${deleted.name}"?`}
          confirmLabel="Stop scraping"
          busy={remove.isPending}
          onConfirm={() => remove.mutate(deleted.id, { onSuccess: () => setDeleted(null) })}
        >
          <p>Its address and token are forgotten; what was read so far stays.</p>
          {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
        </ConfirmDialog>
      )}
    </>
  );
}
