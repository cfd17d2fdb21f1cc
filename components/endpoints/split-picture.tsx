'use client';

import { Pencil } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Metrics, MetricTotals } from '#lib/monitoring/schemas.ts';
import type { EndpointSummary, ResolvedServedEntity } from '#lib/serving/schemas.ts';
import { type ArmFigures, EntityCard } from './entity-card.tsx';
import { entityColor } from './entity-words.ts';
import { FallbackArrows } from './fallback-arrows.tsx';
import { SplitLines } from './split-lines.tsx';
import { dayMinutes, useRecentMetrics } from './use-recent-metrics.ts';

/** Requests per minute are counted over this many minutes: long enough to be steady, short enough to be now. */
const liveMinutes = 5;

interface SplitPictureProps {
  endpoint: EndpointSummary;
  /** What is drawn: the draft's entities, or those in force. */
  entities: readonly ResolvedServedEntity[];
  /** Absent for those who may not change the endpoint. */
  onEdit?: (entity: string) => void;
}

/** One line in, splitting with widths proportional to traffic into what is served, each with how it does. */
export function SplitPicture({ endpoint, entities, onEdit }: SplitPictureProps) {
  const filter = { endpoint: endpoint.name, groupBy: 'arm' as const };
  const day = useRecentMetrics({ minutes: dayMinutes, ...filter });
  const live = useRecentMetrics({ minutes: liveMinutes, everyMs: 5000, ...filter });
  return (
    <div className="grid grid-cols-[2rem_minmax(0,1fr)] items-stretch md:grid-cols-[9rem_minmax(6rem,14rem)_minmax(0,1fr)_auto]">
      <div className="flex flex-col justify-center pr-3 max-md:hidden">
        <p className="font-medium [overflow-wrap:anywhere]">{endpoint.name}</p>
        <p className="text-muted-foreground text-sm">all requests</p>
      </div>
      <SplitLines entities={entities} />
      <ul className="grid auto-rows-fr">
        {entities.map((entity, index) => (
          <li key={entity.name} className="flex min-w-0 items-stretch py-1.5">
            <EntityCard
              entity={entity}
              endpoint={endpoint.name}
              config={endpoint.config}
              color={entityColor(index)}
              figures={armFigures(entity.name, day.data, live.data)}
              actions={
                onEdit && (
                  <IconButton
                    label={`Edit ${entity.name}`}
                    icon={<Pencil aria-hidden />}
                    onClick={() => onEdit(entity.name)}
                  />
                )
              }
            />
          </li>
        ))}
      </ul>
      <FallbackArrows entities={entities} />
    </div>
  );
}

function armFigures(arm: string, day: Metrics | undefined, live: Metrics | undefined): ArmFigures {
  return {
    day: day && (totalsOf(day, arm) ?? null),
    perMinute: live && (totalsOf(live, arm)?.requests ?? 0) / liveMinutes,
  };
}

function totalsOf(metrics: Metrics, arm: string): MetricTotals | undefined {
  return metrics.groups.find((group) => group.arm === arm)?.totals;
}
