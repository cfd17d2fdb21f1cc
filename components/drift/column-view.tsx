'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { threeDigits } from '#components/ui/format.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { ColumnDetail, DriftFinding, Monitor } from '#lib/monitors/schemas.ts';
import { DistributionBars } from './distribution-bars.tsx';
import { ProfileTable } from './profile-table.tsx';
import { useColumn, useMonitorHistory } from './queries.ts';
import { rowsHref } from './rows-href.ts';
import {
  effectWords,
  formatColumn,
  formatP,
  testWords,
  verdictTone,
  verdictWord,
  windowLabel,
} from './words.ts';

interface ColumnViewProps {
  monitor: Monitor;
  at: { runId: string; column: string; slice: string };
  onClose: () => void;
}

/** One column of one window: the verdict, both distributions, the figures, and the way to the rows. */
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
  return (
    <>
      <header className="flex flex-wrap items-baseline gap-2">
        <h3 className="font-semibold text-base">
          {detail.label}
          {detail.slice !== '' && ` (${detail.slice})`}
        </h3>
        {finding && <StatusBadge tone={verdictTone(finding)}>{verdictWord(finding)}</StatusBadge>}
        <RowsLink monitor={monitor} runId={runId} slice={detail.slice} />
      </header>
      {finding && <p className="max-w-prose text-base">{finding.words}</p>}
      {finding && <DistributionBars distributions={finding.distributions} unit={unit} />}
      <ProfileTable baseline={finding?.baseline ?? null} current={profile} unit={unit} />
      {finding && <Evidence finding={finding} unit={unit} />}
    </>
  );
}

function Evidence({ finding, unit }: { finding: DriftFinding; unit: string | null }) {
  const { measures } = finding;
  const rows = [
    { key: effectWords[finding.effectMeasure], value: `${threeDigits(finding.effect)} (${finding.size})` },
    {
      key: testWords[finding.test],
      value: `p ${formatP(finding.pValue)}, corrected ${formatP(finding.adjustedPValue)}`,
    },
    {
      key: 'Wasserstein distance',
      value: measures.wasserstein === null ? null : formatColumn(measures.wasserstein, unit),
    },
    { key: 'Jensen–Shannon distance', value: number(measures.jensenShannon) },
    { key: 'Population stability index', value: number(measures.populationStability) },
    { key: 'Total variation', value: number(measures.totalVariation) },
    { key: 'Kolmogorov–Smirnov distance', value: number(measures.kolmogorovSmirnov) },
    { key: 'χ²', value: number(measures.chiSquared) },
  ];
  return (
    <details className="rounded-md border border-border px-3 py-2">
      <summary className="cursor-pointer font-medium text-sm">How it was judged</summary>
      <KeyValues className="pt-3 text-sm" items={rows.filter(({ value }) => value !== null)} />
    </details>
  );
}

const number = (value: number | null): string | null => (value === null ? null : threeDigits(value));

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
