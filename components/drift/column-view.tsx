'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { ColumnDetail, Monitor } from '#lib/monitors/schemas.ts';
import { DistributionBars } from './distribution-bars.tsx';
import { EffectScale } from './effect-scale.tsx';
import { Evidence } from './evidence.tsx';
import { Examples } from './examples.tsx';
import { ProfileTable } from './profile-table.tsx';
import { useColumn, useMonitorHistory } from './queries.ts';
import { rowsHref } from './rows-href.ts';
import { sinceIn } from './since-in.ts';
import { verdictTone, verdictWord, windowLabel } from './words.ts';

interface ColumnViewProps {
  monitor: Monitor;
  at: { runId: string; column: string; slice: string };
  onClose: () => void;
}

/** One column of one window: what changed, since when, how much, examples; then the figures, and the way to the rows. */
export function ColumnView({ monitor, at, onClose }: ColumnViewProps) {
  const detail = useColumn(monitor.id, at.runId, at.column, at.slice);
  return (
    <section aria-label="Column" className="flex flex-col gap-4">
      <Button size="sm" variant="ghost" className="self-start" onClick={onClose}>
        <ArrowLeft aria-hidden />
        All columns
      </Button>
      {detail.error && <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <Skeleton className="h-64 w-full" />}
      {detail.data && <ColumnBody monitor={monitor} runId={at.runId} detail={detail.data} />}
    </section>
  );
}

function ColumnBody({ monitor, runId, detail }: { monitor: Monitor; runId: string; detail: ColumnDetail }) {
  const { finding, profile, unit } = detail;
  const judged = finding !== null && finding.verdict !== 'too-few';
  return (
    <>
      <header className="flex flex-wrap items-baseline gap-2">
        <h3 className="font-semibold text-base">
          {detail.label}
          {detail.slice !== '' && ` (${detail.slice})`}
        </h3>
        {finding && <StatusBadge tone={verdictTone(finding)}>{verdictWord(finding)}</StatusBadge>}
        {detail.slice === '' && <Since monitor={monitor} runId={runId} column={detail.column} />}
        <RowsLink monitor={monitor} runId={runId} slice={detail.slice} />
      </header>
      {finding && <p className="max-w-prose text-base">{finding.words}</p>}
      {judged && finding.verdict !== 'missing' && <EffectScale finding={finding} />}
      {finding?.verdict === 'steady' && finding.size !== 'negligible' && (
        <p className="text-muted-foreground text-sm">
          With so few rows, a difference of this size may well be chance.
        </p>
      )}
      {finding && (
        <DistributionBars
          distributions={finding.distributions}
          unit={unit}
          caption={finding.kind === 'text' ? 'Distance of questions from the centre of the baseline' : null}
        />
      )}
      <Examples detail={detail} />
      <ProfileTable baseline={finding?.baseline ?? null} current={profile} unit={unit} />
      {judged && <Evidence finding={finding} unit={unit} />}
    </>
  );
}

/** Since when it drifts without a break, up to the window that is shown. */
function Since({ monitor, runId, column }: { monitor: Monitor; runId: string; column: string }) {
  const history = useMonitorHistory(monitor.id).data;
  const at = history === undefined ? null : sinceIn(history, column, runId);
  if (at === null) return null;
  return (
    <span className="text-muted-foreground text-sm">
      since {windowLabel(at, monitor.granularity, monitor.timeZone)}
    </span>
  );
}

function RowsLink({ monitor, runId, slice }: { monitor: Monitor; runId: string; slice: string }) {
  const me = useMe().data;
  const runs = useMonitorHistory(monitor.id).data?.runs ?? [];
  const run = runs.find(({ id }) => id === runId);
  const place = { kind: 'endpoint', name: monitor.endpoint, environment: monitor.environment } as const;
  if (run === undefined || !canAt(me, 'inferences.read', place)) return null;
  const href = rowsHref(monitor.endpoint, run, slice);
  return (
    <Link href={href} className="ml-auto text-accent-text text-sm underline-offset-4 hover:underline">
      Rows of {windowLabel(run.windowStart, monitor.granularity, monitor.timeZone)}
    </Link>
  );
}
