'use client';

import { parseAsBoolean, useQueryState } from 'nuqs';
import { useState } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { useRangeEnds } from '#components/time-range/use-range-ends.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Dashboard } from '#lib/dashboards/schemas.ts';
import { DashboardMenu } from './dashboard-menu.tsx';
import { DraftBar } from './draft-bar.tsx';
import { PanelGrid } from './panel-grid.tsx';
import { useDashboard } from './queries.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { useDashboardDraft } from './use-dashboard-draft.ts';

/** A dashboard of one's own, or one that is shared. */
export function DashboardPage({ id }: { id: string }) {
  const query = useDashboard(id);
  if (query.data !== undefined) return <Loaded dashboard={query.data} />;
  if (query.error) {
    return (
      <ErrorState
        error={query.error}
        title="This dashboard could not be loaded."
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

function Loaded({ dashboard }: { dashboard: Dashboard }) {
  const me = useMe();
  const [environment] = useEnvironment();
  const [range, setRange] = useTimeRange(dashboard.defaultRange);
  const ends = useRangeEnds(range);
  const [edit, setEdit] = useQueryState('edit', parseAsBoolean.withDefault(false));
  const [settings, setSettings] = useState(false);
  const draft = useDashboardDraft(dashboard);
  const mayEdit = dashboard.mine && can(me.data, 'dashboards.own');
  const editing = mayEdit && edit;
  const { name, description, visibility } = draft.shown;
  return (
    <>
      <PageHeader
        title={name}
        description={description || 'The metrics you keep an eye on, side by side.'}
        badges={
          <>
            {visibility === 'everyone' && <Badge>shared</Badge>}
            {!dashboard.mine && dashboard.owner && <Badge>by {dashboard.owner.name}</Badge>}
          </>
        }
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            {editing ? (
              <Button onClick={() => setSettings(true)}>Settings</Button>
            ) : (
              mayEdit && <Button onClick={() => void setEdit(true)}>Edit dashboard</Button>
            )}
            <DashboardMenu dashboard={dashboard} />
          </>
        }
      />
      {editing && <DraftBar dashboard={dashboard} draft={draft} onLeave={() => void setEdit(null)} />}
      {dashboard.lostPanels > 0 && (
        <p role="note" className="mb-4 rounded-md bg-warn-soft px-4 py-2.5 text-sm text-warn">
          {dashboard.lostPanels === 1 ? 'One panel measures' : `${dashboard.lostPanels} panels measure`} what
          this version no longer knows and {dashboard.lostPanels === 1 ? 'is' : 'are'} left out. Saving the
          dashboard drops {dashboard.lostPanels === 1 ? 'it' : 'them'} for good.
        </p>
      )}
      <PanelGrid
        panels={draft.shown.panels}
        onChange={editing ? draft.changePanels : null}
        environment={environment}
        range={ends}
        live={range.kind === 'preset'}
        onBrush={({ from, to }) => setRange({ kind: 'fixed', from: new Date(from), to: new Date(to) })}
      />
      {editing && settings && (
        <SettingsDialog
          value={draft.shown}
          onClose={() => setSettings(false)}
          onDone={(part) => {
            draft.change(part);
            setSettings(false);
          }}
        />
      )}
    </>
  );
}
