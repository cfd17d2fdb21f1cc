'use client';

import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount, formatDuration, formatGoodShare } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError, withQuery } from '#lib/client/api.ts';
import { canAt, useMe } from '#lib/client/use-me.ts';
import { type MeasuredObjective, objectiveKinds } from '#lib/objectives/schemas.ts';
import { BudgetChart } from './budget-chart.tsx';
import { ChangeObjectiveDrawer } from './objective-drawer.tsx';
import { useDeleteObjective, useObjective } from './queries.ts';
import { budgetText, burnText, promiseText, stateWords } from './words.ts';

/** One objective: how it stands, how its budget went, and the rows behind it. */
export function ObjectiveDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const history = useObjective(id);
  if (history.error && !history.data) {
    return (
      <ErrorState
        error={history.error}
        title="The objective could not be read."
        onRetry={() => void history.refetch()}
      />
    );
  }
  if (!history.data) return <Skeleton className="h-64 w-full" />;
  const { objective } = history.data;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="font-semibold text-lg">{objective.name}</h3>
          <StatusBadge tone={stateWords[objective.status.state].tone}>
            {stateWords[objective.status.state].word}
          </StatusBadge>
        </div>
        <p className="text-muted-foreground">
          {objective.endpoint}: {promiseText(objective)}.
        </p>
      </div>
      <Standing objective={objective} />
      <BudgetChart history={history.data} />
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <Link href={rowsHref(objective)}>Open what was not good</Link>
        </Button>
        <Actions objective={objective} onDeleted={onClose} />
      </div>
    </div>
  );
}

function Standing({ objective: { kind, status } }: { objective: MeasuredObjective }) {
  const failed = status.total - status.good;
  const facts: [string, string][] = [
    ['Good now', status.value === null ? '–' : formatGoodShare(status.value)],
    [
      'Counted',
      `${formatCount(status.total)} ${objectiveKinds[kind].counted}, ${formatCount(failed)} not good`,
    ],
    ['Budget left', budgetText(status.budgetLeft)],
    ...status.burn.map(({ seconds, rate }): [string, string] => [
      `Burn, last ${formatDuration(seconds * 1000)}`,
      burnText(rate),
    ]),
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="text-muted-foreground text-sm">{label}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
      <div className="col-span-full">
        <dt className="text-muted-foreground text-sm">At this rate</dt>
        <dd>
          {status.endsAt !== null ? (
            <>
              The budget ends <RelativeTime at={status.endsAt} />.
            </>
          ) : status.state === 'missed' ? (
            'The budget has ended. It comes back as what went wrong leaves the window.'
          ) : status.state === 'unknown' ? (
            'Nothing was measured in the window yet.'
          ) : (
            'The budget lasts.'
          )}
        </dd>
      </div>
    </dl>
  );
}

function rowsHref({ endpoint, kind, thresholdMs }: MeasuredObjective): string {
  const filters = {
    availability: { status: 'error' },
    latency: { minMs: thresholdMs ?? undefined, sort: 'totalMs' },
    satisfaction: { feedback: 'down' },
    groundedness: { sort: 'at' },
  }[kind];
  return withQuery('/inferences', { endpoint, range: '30d', ...filters });
}

function Actions({ objective, onDeleted }: { objective: MeasuredObjective; onDeleted: () => void }) {
  const me = useMe().data;
  const remove = useDeleteObjective();
  const [open, setOpen] = useState<'change' | 'delete' | null>(null);
  const { endpoint: name, environment } = objective;
  if (!canAt(me, 'alerts.write', { kind: 'endpoint', name, environment })) return null;
  return (
    <>
      <Button onClick={() => setOpen('change')}>Change</Button>
      <Button variant="danger" onClick={() => setOpen('delete')}>
        Delete
      </Button>
      {open === 'change' && <ChangeObjectiveDrawer objective={objective} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(show) => !show && setOpen(null)}
        title={`Delete “${objective.name}”?`}
        confirmLabel="Delete objective"
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(objective.id, {
            onSuccess: () => {
              toast.success('The objective is deleted.');
              onDeleted();
            },
            onError: (error) => toast.error(describeError(error).message),
          })
        }
      >
        What was measured stays; alerts on its budget end.
      </ConfirmDialog>
    </>
  );
}
