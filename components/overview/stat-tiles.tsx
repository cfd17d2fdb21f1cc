'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Sparkline } from '#components/charts/sparkline.tsx';
import {
  formatCount,
  formatDuration,
  formatGoodShare,
  formatMoney,
  formatPercent,
} from '#components/ui/format.ts';
import { withQuery } from '#lib/client/api.ts';
import type { Overview } from '#lib/dashboards/schemas.ts';
import type { MetricTotals } from '#lib/monitoring/schemas.ts';
import { changeText, pointsText } from './change-text.ts';
import { declineRate, errorRate, satisfaction } from './rates.ts';
import { SatisfactionBar } from './satisfaction-bar.tsx';

interface StatTilesProps {
  overview: Overview;
  /** Query parameters every link to rows carries. */
  rows: Record<string, string | undefined>;
  /** Page of what is behind a number. */
  rowsPage: string;
}

const fine = (rate: number | null) => (rate === null ? null : 1 - rate);

/** The numbers people ask for first; each leads to its rows. */
export function StatTiles({ overview, rows, rowsPage }: StatTilesProps) {
  const { now, previous, metrics } = overview;
  const points = metrics.groups[0]?.points ?? [];
  const href = (filters: Record<string, string>) => withQuery(rowsPage, { ...rows, ...filters });
  const line = (label: string, value: (totals: MetricTotals) => number | null) =>
    points.length > 1 && (
      <Sparkline values={points.map(value)} label={`${label} over the range`} width={64} height={20} />
    );
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      <Tile
        label="Requests"
        href={href({})}
        value={formatCount(now.requests)}
        note={changeText(now.requests, previous.requests, 'neither')}
      >
        {line('Requests', (totals) => totals.requests)}
      </Tile>
      <Tile
        label="Without errors"
        href={href({ status: 'error' })}
        value={orDash(fine(now.errorRate), formatGoodShare)}
        note={pointsText(fine(now.errorRate), fine(previous.errorRate), 'up')}
      >
        {line('Requests without errors', (totals) => fine(errorRate(totals)))}
      </Tile>
      <Tile
        label="Latency P95"
        href={href({ sort: 'totalMs' })}
        value={orDash(now.p95, formatDuration)}
        note={changeText(now.p95, previous.p95, 'down')}
      >
        {line('Latency P95', (totals) => totals.latency.total?.p95 ?? null)}
      </Tile>
      <Tile
        label="Satisfied"
        href={href({ feedback: 'any' })}
        value={orDash(now.satisfaction?.value ?? null, formatPercent)}
        note={
          now.satisfaction === null
            ? 'nobody has rated'
            : `${formatPercent(now.satisfaction.low)} – ${formatPercent(now.satisfaction.high)}, ${formatCount(now.satisfaction.ratings)} ratings`
        }
        below={now.satisfaction && <SatisfactionBar {...now.satisfaction} />}
      >
        {line('Satisfaction', satisfaction)}
      </Tile>
      <Tile
        label="Without an answer"
        href={href({ status: 'declined' })}
        value={orDash(now.declinedRate, formatPercent)}
        note={pointsText(now.declinedRate, previous.declinedRate, 'down')}
      >
        {line('Declined', declineRate)}
      </Tile>
      <Tile
        label="Cost per helpful answer"
        href={href({ sort: 'cost' })}
        value={orDash(now.perHelpful, formatMoney)}
        note={
          now.perHelpful === null
            ? 'known with the first thumb up'
            : changeText(
                Number(now.perHelpful),
                previous.perHelpful === null ? null : Number(previous.perHelpful),
                'down',
              )
        }
      />
    </ul>
  );
}

function orDash<T>(value: T | null, format: (value: T) => string): string {
  return value === null ? '–' : format(value);
}

interface TileProps {
  label: string;
  href: string;
  value: string;
  note: string;
  below?: ReactNode;
  children?: ReactNode;
}

function Tile({ label, href, value, note, below, children }: TileProps) {
  return (
    <li>
      <Link
        href={href}
        className="flex h-full flex-col gap-0.5 rounded-md border border-border bg-surface px-3.5 py-3 transition-colors hover:bg-hover"
      >
        <span className="text-muted-foreground text-sm">{label}</span>
        <span className="flex items-end justify-between gap-2">
          <span className="font-semibold text-xl tabular-nums">{value}</span>
          {children}
        </span>
        {below && <span className="py-1.5">{below}</span>}
        <span className="text-muted-foreground text-xs">{note}</span>
      </Link>
    </li>
  );
}
