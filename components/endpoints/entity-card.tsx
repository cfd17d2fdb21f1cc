'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { satisfaction } from '#components/overview/rates.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { formatPercent, threeDigits } from '#components/ui/format.ts';
import { Count, Duration, Money } from '#components/ui/numbers.tsx';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { MetricTotals } from '#lib/monitoring/schemas.ts';
import type { ResolvedServedEntity } from '#lib/serving/schemas.ts';
import { answererText, percentText, shareText, viaText } from './entity-words.ts';
import { armRowsHref } from './hrefs.ts';

export interface ArmFigures {
  /** Of the last 24 hours; undefined while loading, null when nothing was asked. */
  day: MetricTotals | null | undefined;
  /** Requests a minute now; undefined while loading. */
  perMinute: number | undefined;
}

interface EntityCardProps {
  entity: ResolvedServedEntity;
  endpoint: string;
  /** Configuration in force: where the rows behind the figures come from. */
  config: number;
  color: string;
  figures: ArmFigures;
  /** Buttons at the right of the name. */
  actions?: ReactNode;
}

/** One served entity: what it is, and how it does with what is assigned to it. */
export function EntityCard({ entity, endpoint, config, color, figures, actions }: EntityCardProps) {
  const { day, perMinute } = figures;
  const rows = { endpoint, arm: entity.name };
  const p95 = day?.latency.total?.p95;
  const satisfied = day ? satisfaction(day) : null;
  return (
    <article
      aria-label={entity.name}
      className="min-w-0 flex-1 rounded-md border border-border border-l-4 bg-surface px-3.5 py-2.5"
      style={{ borderLeftColor: color }}
    >
      <div className="flex items-start justify-between gap-2">
        <h3 className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-semibold text-lg tabular-nums">{shareText(entity)}</span>
          <span className="font-medium [overflow-wrap:anywhere]">{entity.name}</span>
          <Answerer entity={entity} />
        </h3>
        {actions}
      </div>
      {entity.problem !== null && <p className="mt-1 text-bad text-sm">{entity.problem}</p>}
      <Roles entity={entity} endpoint={endpoint} config={config} />
      <dl className="mt-1.5 grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 xl:grid-cols-5">
        <Fact label="Now">
          {perMinute === undefined ? (
            '…'
          ) : (
            <Link
              href={armRowsHref({ ...rows, configuration: config, range: '1h' })}
              className="hover:underline"
            >
              {threeDigits(perMinute)}/min
            </Link>
          )}
        </Fact>
        <Fact label="Requests, 24 h">
          <Link href={armRowsHref({ ...rows, range: '24h' })} className="hover:underline">
            <Count value={day?.requests ?? 0} compact />
          </Link>
        </Fact>
        <Fact label="P95">{p95 === undefined ? '–' : <Duration ms={p95} />}</Fact>
        <Fact label="Cost">
          <Money nano={day?.cost ?? '0'} />
        </Fact>
        <Fact label="Satisfied">{satisfied === null ? 'not rated' : formatPercent(satisfied)}</Fact>
      </dl>
    </article>
  );
}

/** What else it does than answer its share, in the words of the picture's dashed and dotted lines. */
function Roles({ entity, endpoint, config }: Pick<EntityCardProps, 'entity' | 'endpoint' | 'config'>) {
  const { name, fallbacks, shadowPercentage, knowledgeSnapshot } = entity;
  if (fallbacks.length === 0 && shadowPercentage === 0 && knowledgeSnapshot === null) return null;
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-3 text-muted-foreground text-sm">
      {fallbacks.length > 0 && <span>When it fails: {fallbacks.join(', then ')}</span>}
      {shadowPercentage > 0 && (
        <Link
          href={armRowsHref({ endpoint, arm: name, configuration: config, traffic: 'shadow' })}
          className="underline underline-offset-2"
        >
          Mirrors {percentText(shadowPercentage)} of the others' requests
        </Link>
      )}
      {knowledgeSnapshot !== null && <span>Documents of snapshot {knowledgeSnapshot}</span>}
    </p>
  );
}

/** What answers now: a link to the version for those who may read it. */
function Answerer({ entity }: { entity: ResolvedServedEntity }) {
  const me = useMe();
  const { target, resolvedVersion, problem } = entity;
  const via = viaText(target);
  const words = answererText(target, resolvedVersion);
  return (
    <>
      {target.by !== 'external' &&
      resolvedVersion !== null &&
      canAt(me.data, 'models.read', { kind: 'model', name: target.model }) ? (
        <Link
          href={`/models/${encodeURIComponent(target.model)}/versions/${resolvedVersion}`}
          className="text-accent-text text-sm hover:underline"
        >
          {words}
        </Link>
      ) : (
        <span className="text-sm">{words}</span>
      )}
      {via !== null && resolvedVersion !== null && (
        <span className="text-muted-foreground text-sm">through {via}</span>
      )}
      {problem !== null && <StatusBadge tone="bad">points at nothing</StatusBadge>}
    </>
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
