'use client';

import { BellOff, BellRing, UserRound } from 'lucide-react';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Alert, Severity } from '#lib/alerts/schemas.ts';
import { useAlerts, useRules } from './queries.ts';
import { alertState, severityWords } from './words.ts';

const pageSize = 25;
const severities = ['critical', 'warning', 'info'] as const;
const everySeverity = 'any';

/** Each list keeps its own page and severity. */
const params = {
  open: { page: parseAsInteger.withDefault(1), severity: parseAsStringLiteral(severities) },
  resolved: { past: parseAsInteger.withDefault(1), was: parseAsStringLiteral(severities) },
} as const;

function useFilters(state: AlertListProps['state']) {
  const [open, setOpen] = useQueryStates(params.open);
  const [resolved, setResolved] = useQueryStates(params.resolved);
  return state === 'open'
    ? {
        page: open.page,
        severity: open.severity,
        setPage: (page: number) => void setOpen({ page }),
        setSeverity: (severity: Severity | null) => void setOpen({ severity, page: null }),
      }
    : {
        page: resolved.past,
        severity: resolved.was,
        setPage: (past: number) => void setResolved({ past }),
        setSeverity: (was: Severity | null) => void setResolved({ was, past: null }),
      };
}

interface AlertListProps {
  state: 'open' | 'resolved';
  onOpen: (id: string) => void;
}

/** Alerts as a list that reads on a phone: what, where, since when, and who has it. */
export function AlertList({ state, onOpen }: AlertListProps) {
  const { page, severity, setPage, setSeverity } = useFilters(state);
  const [environment] = useEnvironment();
  const narrowed = severity !== null || environment !== null;
  const alerts = useAlerts({
    ...{ state, page, pageSize },
    severity: severity ?? undefined,
    environment: environment ?? undefined,
  });
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
  if (items.length === 0 && !narrowed) return <Nothing state={state} />;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-3">
        <Select<Severity | typeof everySeverity>
          aria-label="Severity"
          className="w-auto min-w-40"
          value={severity ?? everySeverity}
          onValueChange={(next) => setSeverity(next === everySeverity ? null : next)}
          options={[
            { value: everySeverity, label: 'Every severity' },
            ...severities.map((value) => ({ value, label: severityWords[value].label })),
          ]}
        />
        {environment !== null && (
          <span className="text-muted-foreground text-sm">
            In {environment} only; what is of no endpoint is left out.
          </span>
        )}
      </div>
      {items.length === 0 && (
        <EmptyState icon={BellOff} title={state === 'open' ? 'Nothing of that fires' : 'Nothing of that was'}>
          Choose another severity or environment to see more.
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="divide-y divide-border rounded-md border border-border bg-surface">
          {items.map((alert) => (
            <li key={alert.id}>
              <AlertRow alert={alert} onOpen={() => onOpen(alert.id)} />
            </li>
          ))}
        </ul>
      )}
      <Pagination page={page} pageSize={pageSize} total={total} onPage={setPage} />
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
      When a rule is met, its alert stands here with what led to it. <Watching />
    </EmptyState>
  ) : (
    <EmptyState icon={BellRing} title="No alert is over yet">
      Alerts that are over stay here, with their timeline.
    </EmptyState>
  );
}

/** Nothing fires because something watches, and not because nothing does. */
function Watching() {
  const rules = useRules({ search: '', page: 1, pageSize: 1 });
  if (rules.data === undefined) return null;
  const { total, items } = rules.data;
  if (total === 0) return 'No rule watches yet.';
  const evaluatedAt = items[0]?.evaluatedAt ?? null;
  return (
    <>
      {total === 1 ? 'One rule watches' : `${total} rules watch`}
      {evaluatedAt !== null && (
        <>
          , last <RelativeTime at={evaluatedAt} />
        </>
      )}
      .
    </>
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
