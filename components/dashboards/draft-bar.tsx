'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { queryKeys } from '#lib/client/query-keys.ts';
import type { Dashboard } from '#lib/dashboards/schemas.ts';
import { dashboardHref, useCreateDashboard } from './queries.ts';
import type { DashboardDraft } from './use-dashboard-draft.ts';

interface DraftBarProps {
  dashboard: Dashboard;
  draft: DashboardDraft;
  onLeave: () => void;
}

/** Changes wait here until they are saved; one that was overtaken can be kept as a copy. */
export function DraftBar({ dashboard, draft, onLeave }: DraftBarProps) {
  const router = useRouter();
  const client = useQueryClient();
  const create = useCreateDashboard();
  const keepAsCopy = () =>
    create.mutate(
      { ...draft.shown, name: `${draft.shown.name.slice(0, 107)} (my changes)`, visibility: 'private' },
      { onSuccess: ({ id }) => router.push(dashboardHref(id)) },
    );
  const takeTheirs = async () => {
    await client.invalidateQueries({ queryKey: queryKeys.dashboards.item(dashboard.id) });
    draft.discard();
  };
  return (
    <div className="sticky top-14 z-10 mb-4 flex flex-col gap-3 rounded-md border border-border bg-surface px-4 py-3">
      {draft.error && <ErrorState error={draft.error} title="The dashboard was not saved." />}
      {create.error && <ErrorState error={create.error} title="The copy was not made." />}
      <div className="flex flex-wrap items-center gap-2">
        <p aria-live="polite" className="mr-auto text-muted-foreground text-sm">
          {draft.changed
            ? 'Changes are not saved yet.'
            : 'Add, change and move panels; save when it is as it should be.'}
        </p>
        {draft.overtaken ? (
          <>
            <Button onClick={() => void takeTheirs()}>Reload the other change</Button>
            <Button variant="primary" busy={create.isPending} onClick={keepAsCopy}>
              Keep mine as a copy
            </Button>
          </>
        ) : (
          <>
            <Button
              onClick={() => {
                draft.discard();
                onLeave();
              }}
            >
              {draft.changed ? 'Discard changes' : 'Done'}
            </Button>
            {draft.changed && (
              <Button variant="primary" busy={draft.busy} onClick={() => draft.save(onLeave)}>
                Save dashboard
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}
