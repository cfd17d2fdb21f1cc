'use client';

import { Play, Settings2, Trash2 } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { Monitor } from '#lib/monitors/schemas.ts';
import { ColumnView } from './column-view.tsx';
import { HeatStrip } from './heat-strip.tsx';
import { MonitorDialog } from './monitor-dialog.tsx';
import { useDeleteMonitor, useMonitorHistory, useRunMonitor } from './queries.ts';
import { RunVerdicts } from './run-verdicts.tsx';
import { baselineWords, granularityWords, monitorTitle } from './words.ts';

/** One monitor: its columns over time, and the chosen window or column. */
export function MonitorDetail({ id }: { id: string }) {
  const history = useMonitorHistory(id);
  const [{ run, column, slice }, set] = useQueryStates(
    { run: parseAsString, column: parseAsString, slice: parseAsString.withDefault('') },
    { history: 'push' },
  );
  if (history.error) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton className="h-80 w-full" />;
  const { monitor, runs } = history.data;
  // A link of an alert may lead to a window older than the strip: another one in its place would tell something else.
  const runId = run ?? monitor.lastRun?.id ?? null;
  const failed = runs.filter(({ state }) => state === 'failed').at(-1);
  return (
    <div className="flex flex-col gap-5">
      <MonitorHead monitor={monitor} />
      {failed?.error && <p className="text-bad text-sm">A window could not be computed: {failed.error}</p>}
      {runs.length === 0 && (
        <EmptyState title="No window has been computed yet">
          A window is computed by the schedule once it is over and the endpoint has been asked something. Run
          it now to look back at the windows that are over already.
        </EmptyState>
      )}
      {runs.length > 0 && (
        <HeatStrip
          history={history.data}
          selected={runId !== null && column !== null ? { runId, column } : null}
          onSelect={(nextRun, nextColumn) => void set({ run: nextRun, column: nextColumn, slice: null })}
        />
      )}
      {runId !== null && column !== null && (
        <ColumnView
          monitor={monitor}
          at={{ runId, column, slice }}
          onClose={() => void set({ column: null, slice: null })}
        />
      )}
      {runId !== null && column === null && (
        <RunVerdicts
          monitor={monitor}
          runId={runId}
          onOpen={(verdict) => void set({ run: runId, column: verdict.column, slice: verdict.slice || null })}
        />
      )}
    </div>
  );
}

function MonitorHead({ monitor }: { monitor: Monitor }) {
  const me = useMe().data;
  const writable = canAt(me, 'monitors.write', {
    kind: 'endpoint',
    name: monitor.endpoint,
    environment: monitor.environment,
  });
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const runNow = useRunMonitor();
  const ask = () =>
    runNow.mutate(monitor.id, {
      onSuccess: () => toast.success('The monitor runs; windows appear as they are done.'),
      onError: (error) => toast.error(describeError(error).message),
    });
  return (
    <header className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h2 className="font-semibold text-base [overflow-wrap:anywhere]">{monitorTitle(monitor)}</h2>
        <p className="text-muted-foreground text-sm">
          {granularityWords[monitor.granularity]}, {baselineWords(monitor.baseline, monitor.granularity)}, run{' '}
          {monitor.scheduleWords}
          {monitor.enabled ? (
            <>
              ; next <RelativeTime at={monitor.nextRunAt} fallback="not planned" />
            </>
          ) : (
            '; turned off.'
          )}
        </p>
      </div>
      {writable && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" busy={runNow.isPending} onClick={ask}>
            <Play aria-hidden />
            Run now
          </Button>
          <Button size="sm" onClick={() => setEditing(true)}>
            <Settings2 aria-hidden />
            Change monitor
          </Button>
          {!monitor.isDefault && (
            <Button size="sm" variant="danger" onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden />
              Delete monitor
            </Button>
          )}
        </div>
      )}
      {editing && <MonitorDialog monitor={monitor} onClose={() => setEditing(false)} />}
      {deleting && <DeleteMonitor monitor={monitor} onClose={() => setDeleting(false)} />}
    </header>
  );
}

function DeleteMonitor({ monitor, onClose }: { monitor: Monitor; onClose: () => void }) {
  const drop = useDeleteMonitor();
  const [, open] = useDrawerId('monitor');
  const remove = () =>
    drop.mutate(monitor.id, {
      onSuccess: () => {
        toast.success(`"${monitor.name}" is gone.`);
        open(null);
      },
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Delete "${monitor.name}"?`}
      confirmLabel="Delete monitor"
      busy={drop.isPending}
      onConfirm={remove}
    >
      All its windows, profiles and verdicts go with it. Alerts that read them find no more data.
      {drop.error && <p className="mt-2 text-bad">{describeError(drop.error).message}</p>}
    </ConfirmDialog>
  );
}
