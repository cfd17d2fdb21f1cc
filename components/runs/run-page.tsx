'use client';

import { PackagePlus, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { RunDetail } from '#lib/tracking/schemas.ts';
import { MetricsTable, ParamsTable } from './logged-tables.tsx';
import { useDeleteRun, useRestoreRun } from './mutations.ts';
import { useRun } from './queries.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { RunAbout } from './run-about.tsx';
import { RunCharts } from './run-charts.tsx';
import { RunStatusBadge } from './run-status.tsx';

/** What was tried in one run, how it went, and what came of it. */
export function RunPage({ id }: { id: string }) {
  const run = useRun(id);
  if (run.data) return <Loaded run={run.data} now={run.dataUpdatedAt} />;
  if (run.error) {
    const retry = () => void run.refetch();
    return <ErrorState error={run.error} title="This run could not be loaded." onRetry={retry} />;
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-56 w-full" />
    </div>
  );
}

function Loaded({ run, now }: { run: RunDetail; now: number }) {
  return (
    <>
      <PageHeader
        title={run.name}
        description="What was tried, how it went, and what came of it."
        badges={<RunStatusBadge run={run} />}
        actions={<Actions run={run} />}
      />
      <div className="flex flex-col gap-4">
        <RunAbout run={run} now={now} />
        <UrlTabs
          label="What was logged"
          items={[
            { value: 'charts', label: 'Charts', content: <RunCharts run={run} /> },
            {
              value: 'metrics',
              label: 'Metrics',
              count: run.metrics.length,
              content: <MetricsTable metrics={run.metrics} />,
            },
            {
              value: 'params',
              label: 'Parameters',
              count: Object.keys(run.params).length,
              content: <ParamsTable params={run.params} />,
            },
          ]}
        />
      </div>
    </>
  );
}

function Actions({ run }: { run: RunDetail }) {
  const me = useMe();
  const [registering, setRegistering] = useState(false);
  const remove = useDeleteRun(run.id);
  const restore = useRestoreRun(run.id);
  const mayWrite = can(me.data, 'runs.write');
  if (run.lifecycle === 'deleted') {
    return (
      mayWrite && (
        <Button variant="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
          <Undo2 aria-hidden />
          Restore run
        </Button>
      )
    );
  }
  return (
    <>
      {mayWrite && (
        <IconButton
          size="md"
          variant="secondary"
          label="Delete run"
          icon={<Trash2 aria-hidden />}
          busy={remove.isPending}
          onClick={() => remove.mutate()}
        />
      )}
      {can(me.data, 'models.write') && (
        <Button variant="primary" onClick={() => setRegistering(true)}>
          <PackagePlus aria-hidden />
          Register a version from this run
        </Button>
      )}
      {registering && <RegisterDialog run={run} onClose={() => setRegistering(false)} />}
    </>
  );
}
