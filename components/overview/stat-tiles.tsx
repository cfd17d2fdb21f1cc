'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Sparkline } from '#components/charts/sparkline.tsx';
import {
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
} from '#components/ui/format.ts';
import { withQuery } from '#lib/client/api.ts';
import type { Metrics, MetricTotals } from '#lib/monitoring/schemas.ts';
import { declineRate, errorRate, satisfaction, tokens } from './rates.ts';

interface Tile {
  label: string;
  value: (totals: MetricTotals) => number | null;
  format: (value: number) => string;
  /** Which way is better; decides the word, never a colour alone. */
  better: 'up' | 'down' | 'neither';
  /** Filters of the rows behind the number. */
  rows: Record<string, string>;
}

const tiles: readonly Tile[] = [
  { label: 'Requests', value: (t) => t.requests, format: formatCount, better: 'neither', rows: {} },
  { label: 'Error rate', value: errorRate, format: formatPercent, better: 'down', rows: { status: 'error' } },
  {
    label: 'Declined',
    value: declineRate,
    format: formatPercent,
    better: 'down',
    rows: { status: 'declined' },
  },
  {
    label: 'Latency P95',
    value: (t) => t.latency.total?.p95 ?? null,
    format: formatDuration,
    better: 'down',
    rows: { sort: 'totalMs' },
  },
  {
    label: 'Tokens',
    value: tokens,
    format: formatCompact,
    better: 'neither',
    rows: { sort: 'outputTokens' },
  },
  {
    label: 'Positive feedback',
    value: satisfaction,
    format: formatPercent,
    better: 'up',
    rows: { feedback: 'any' },
  },
];

function changeText(now: number | null, before: number | null, better: Tile['better']): string {
  if (now === null || before === null || before === 0) return 'nothing earlier';
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return 'as in the period before';
  const amount = `${change > 0 ? '+' : '−'}${formatPercent(Math.abs(change))}`;
  if (better === 'neither') return `${amount} against the period before`;
  return `${amount}, ${(change > 0) === (better === 'up') ? 'better' : 'worse'} than before`;
}

interface StatTilesProps {
  metrics: Metrics;
  /** Query parameters every link to rows carries. */
  rows: Record<string, string | undefined>;
}

/** The numbers people ask for first; each leads to its rows. */
export function StatTiles({ metrics, rows }: StatTilesProps) {
  const points = metrics.groups.length === 1 ? (metrics.groups[0]?.points ?? []) : [];
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-7">
      {tiles.map((tile) => (
        <TileCard
          key={tile.label}
          label={tile.label}
          href={withQuery('/inferences', { ...rows, ...tile.rows })}
          value={tile.value(metrics.totals)}
          format={tile.format}
          note={changeText(tile.value(metrics.totals), tile.value(metrics.previous), tile.better)}
        >
          {points.length > 1 && (
            <Sparkline
              values={points.map(tile.value)}
              label={`${tile.label} over the range`}
              width={72}
              height={20}
            />
          )}
        </TileCard>
      ))}
      <TileCard
        label="Cost"
        href={withQuery('/inferences', { ...rows, sort: 'cost' })}
        value={Number(BigInt(metrics.totals.cost))}
        format={() => formatMoney(metrics.totals.cost)}
        note={`${formatMoney(metrics.previous.cost)} in the period before`}
      />
    </ul>
  );
}

interface TileCardProps {
  label: string;
  href: string;
  value: number | null;
  format: (value: number) => string;
  note: string;
  children?: ReactNode;
}

function TileCard({ label, href, value, format, note, children }: TileCardProps) {
  return (
    <li>
      <Link
        href={href}
        className="flex h-full flex-col gap-0.5 rounded-md border border-border bg-surface px-3.5 py-3 transition-colors hover:bg-hover"
      >
        <span className="text-muted-foreground text-sm">{label}</span>
        <span className="flex items-end justify-between gap-2">
          <span className="font-semibold text-xl tabular-nums">{value === null ? '–' : format(value)}</span>
          {children}
        </span>
        <span className="text-muted-foreground text-xs">{note}</span>
      </Link>
    </li>
  );
}
