'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { satisfaction } from '#components/overview/rates.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { formatPercent, threeDigits } from '#components/ui/format.ts';
import { Count, Duration, Money } from '#components/ui/numbers.tsx';
import { withQuery } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Metrics, MetricTotals } from '#lib/monitoring/schemas.ts';
import type { EndpointSummary } from '#lib/serving/schemas.ts';
import { shareText, targetText } from './entity-words.ts';

interface EntityCardProps {
  entity: EndpointSummary['servedEntities'][number];
  endpoint: string;
  color: string;
  /** Of the last 24 hours by version; undefined while loading. */
  day: Metrics | undefined;
  /** Of the last minutes. */
  live: { metrics: Metrics; minutes: number } | undefined;
}

/** One served entity: what it is, and how the version it serves now does on this endpoint. */
export function EntityCard({ entity, endpoint, color, day, live }: EntityCardProps) {
  const me = useMe();
  const version = entity.resolvedVersion;
  const totals = day && totalsOf(day, entity);
  const recent = live && totalsOf(live.metrics, entity);
  const p95 = totals?.latency.total?.p95;
  const satisfied = totals ? satisfaction(totals) : null;
  const name = `${entity.model} version ${version}`;
  return (
    <article
      className="min-w-0 flex-1 rounded-md border border-border border-l-4 bg-surface px-3.5 py-2.5"
      style={{ borderLeftColor: color }}
    >
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold text-lg tabular-nums">{shareText(entity)}</span>
        {version === null ? (
          <>
            <span>{targetText(entity)}</span>
            <StatusBadge tone="bad">points at nothing</StatusBadge>
          </>
        ) : can(me.data, 'models.read') ? (
          <Link
            href={`/models/${encodeURIComponent(entity.model)}/versions/${version}`}
            className="font-medium hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        {entity.target.by === 'alias' && version !== null && (
          <span className="text-muted-foreground text-sm">through @{entity.target.alias}</span>
        )}
      </h3>
      <dl className="mt-1.5 grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 xl:grid-cols-5">
        <Fact label="Now">{live ? `${threeDigits((recent?.requests ?? 0) / live.minutes)}/min` : '…'}</Fact>
        <Fact label="Requests, 24 h">
          <Link
            href={withQuery('/inferences', { endpoint, model: entity.model, version, range: '24h' })}
            className="hover:underline"
          >
            <Count value={totals?.requests ?? 0} compact />
          </Link>
        </Fact>
        <Fact label="P95">{p95 === undefined ? '–' : <Duration ms={p95} />}</Fact>
        <Fact label="Cost">
          <Money nano={totals?.cost ?? '0'} />
        </Fact>
        <Fact label="Satisfied">{satisfied === null ? 'not rated' : formatPercent(satisfied)}</Fact>
      </dl>
    </article>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function totalsOf(metrics: Metrics, entity: EntityCardProps['entity']): MetricTotals | undefined {
  return metrics.groups.find(
    ({ model, version }) => model === entity.model && version === entity.resolvedVersion,
  )?.totals;
}
