'use client';

import { BellOff, BellRing, UserRound } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { StatusBadge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Alert } from '#lib/alerts/schemas.ts';
import { useAlerts } from './queries.ts';
import { alertState, severityWords } from './words.ts';

const pageSize = 25;
/** Each list keeps its own page. */
const pageParam = { open: 'page', resolved: 'past' } as const;

interface AlertListProps {
  state: 'open' | 'resolved';
  onOpen: (id: string) => void;
}

/** Alerts as a list that reads on a phone: what, where, since when, and who has it. */
export function AlertList({ state, onOpen }: AlertListProps) {
  const [page, setPage] = useQueryState(pageParam[state], parseAsInteger.withDefault(1));
  const alerts = useAlerts({ state, page, pageSize });
  if (alerts.error && alerts.data === undefined) {
    return (
      <ErrorState
        error={alerts.error}
        title="The alerts could not be read."
        onRetry={() => void alerts.refetch()}
      />
    );
  }
  if (alerts.data === undefined) return <ListSkeleton />;
  const { items, total } = alerts.data;
  if (items.length === 0) return <Nothing state={state} />;
  return (
    <>
      <ul className="divide-y divide-border rounded-md border border-border bg-surface">
        {items.map((alert) => (
          <li key={alert.id}>
            <AlertRow alert={alert} onOpen={() => onOpen(alert.id)} />
          </li>
        ))}
      </ul>
      <Pagination page={page} pageSize={pageSize} total={total} onPage={(next) => void setPage(next)} />
    </>
  );
}

function AlertRow({ alert, onOpen }: { alert: Alert; onOpen: () => void }) {
  const severity = severityWords[alert.severity];
  const state = alertState(alert);
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex w-full flex-col gap-1 px-4 py-3 text-left transition-colors hover:bg-hover"
    >
      <span className="flex w-full flex-wrap items-center gap-2">
        <StatusBadge tone={severity.tone}>{severity.label}</StatusBadge>
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{alert.rule}</span>
        {alert.endpoint !== null && (
          <span className="text-muted-foreground [overflow-wrap:anywhere]">{alert.endpoint}</span>
        )}
        <span className="ml-auto">
          <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
        </span>
      </span>
      <span className="text-muted-foreground text-sm [overflow-wrap:anywhere]">{alert.summary}</span>
      <span className="flex flex-wrap items-center gap-x-3 text-muted-foreground text-xs">
        <span>
          {alert.resolvedAt === null ? 'since ' : 'began '}
          <RelativeTime at={alert.startedAt} />
        </span>
        {alert.resolvedAt !== null && (
          <span>
            over <RelativeTime at={alert.resolvedAt} />
          </span>
        )}
        {alert.assignee !== null && (
          <span className="inline-flex items-center gap-1">
            <UserRound aria-hidden className="size-3.5" />
            {alert.assignee.name}
          </span>
        )}
      </span>
    </button>
  );
}

function Nothing({ state }: { state: AlertListProps['state'] }) {
  return state === 'open' ? (
    <EmptyState icon={BellOff} title="Nothing fires">
      When a rule is met, its alert stands here with what led to it.
    </EmptyState>
  ) : (
    <EmptyState icon={BellRing} title="No alert is over yet">
      Alerts that are over stay here, with their timeline.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-2">
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} className="h-20" />
      ))}
    </div>
  );
}
