'use client';

import type { Metrics, MetricTotals } from '#lib/monitoring/schemas.ts';
import type { EndpointSummary } from '#lib/serving/schemas.ts';
import { type ArmFigures, EntityCard } from './entity-card.tsx';
import { entityColor, splitText } from './entity-words.ts';
import { splitGeometry } from './split-geometry.ts';
import { dayMinutes, useRecentMetrics } from './use-recent-metrics.ts';

/** Requests per minute are counted over this many minutes: long enough to be steady, short enough to be now. */
const liveMinutes = 5;

/** One line in, splitting with widths proportional to traffic into what is served, each with how it does. */
export function SplitPicture({ endpoint }: { endpoint: EndpointSummary }) {
  const { servedEntities: entities } = endpoint;
  const filter = { endpoint: endpoint.name, groupBy: 'arm' as const };
  const day = useRecentMetrics({ minutes: dayMinutes, ...filter });
  const live = useRecentMetrics({ minutes: liveMinutes, everyMs: 5000, ...filter });
  return (
    <div className="grid grid-cols-[2rem_minmax(0,1fr)] items-stretch md:grid-cols-[9rem_minmax(6rem,14rem)_minmax(0,1fr)]">
      <div className="flex flex-col justify-center pr-3 max-md:hidden">
        <p className="font-medium [overflow-wrap:anywhere]">{endpoint.name}</p>
        <p className="text-muted-foreground text-sm">all requests</p>
      </div>
      <Lines entities={entities} />
      <ul className="grid auto-rows-fr">
        {entities.map((entity, index) => (
          <li key={entity.name} className="flex min-w-0 items-stretch py-1.5">
            <EntityCard
              entity={entity}
              endpoint={endpoint.name}
              color={entityColor(index)}
              config={endpoint.config}
              figures={armFigures(entity.name, day.data, live.data)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Lines({ entities }: { entities: EndpointSummary['servedEntities'] }) {
  const { width, height, trunk, ribbons } = splitGeometry(
    entities.map(({ trafficPercentage }) => trafficPercentage),
  );
  return (
    <div className="relative min-h-24">
      <svg
        role="img"
        aria-label={`Traffic: ${splitText(entities)}`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 h-full w-full"
      >
        <rect x={0} y={trunk.y} width={width * 0.18} height={trunk.height} fill="var(--border-strong)" />
        {ribbons.map((ribbon, index) => (
          <path
            key={entities[index]?.name}
            d={ribbon.path}
            fill={ribbon.idle ? 'none' : entityColor(index)}
            fillOpacity={0.55}
            stroke={entityColor(index)}
            strokeWidth={1.5}
            strokeDasharray={ribbon.idle ? '4 4' : undefined}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
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
