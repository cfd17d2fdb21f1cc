'use client';

import { ArrowDown, ArrowUp, ChartSpline, Copy, Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import type { MetricChartProps } from '#components/charts/metric-chart.tsx';
import { isOfEndpoints } from '#components/charts/metric-groups.ts';
import { MetricPanel } from '#components/charts/metric-panel.tsx';
import { metricLabel } from '#components/charts/metric-units.ts';
import { exploreHref } from '#components/explore/use-explore.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Panel } from '#lib/dashboards/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';
import { spanOf } from './panel-list.ts';

export interface PanelActions {
  onEdit: () => void;
  onMove: (by: number) => void;
  onTwin: () => void;
  onDrop: () => void;
  first: boolean;
  last: boolean;
}

interface PanelCardProps extends Pick<MetricChartProps, 'range' | 'live' | 'compare' | 'onBrush'> {
  panel: Panel;
  /** Of the console's filter; a panel's own is stronger. */
  environment: Environment | null;
  /** Null while the dashboard is only read. */
  actions: PanelActions | null;
}

const heights = { line: 320, area: 320, bar: 320, table: 320, number: 120 } as const;

/** A panel of a dashboard, asked for when it is scrolled near. */
export function PanelCard({ panel, environment, actions, ...chart }: PanelCardProps) {
  const narrowed =
    environment !== null &&
    panel.expression.environment === undefined &&
    isOfEndpoints(panel.expression.metric);
  const expression = narrowed ? { ...panel.expression, environment } : panel.expression;
  return (
    <li className={spanOf[panel.width]}>
      <LazyMount height={heights[panel.kind]} className="h-full">
        <MetricPanel
          {...chart}
          title={panel.title}
          expression={expression}
          kind={panel.kind}
          syncId="dashboard"
          className="h-full"
          actions={
            actions === null ? (
              <OpenInExplore panel={panel} range={chart.range} />
            ) : (
              <Editing panel={panel} {...actions} />
            )
          }
        />
      </LazyMount>
    </li>
  );
}

function nameOf({ title, expression: { metric, aggregation, threshold } }: Panel): string {
  return title || metricLabel(metric, aggregation, threshold);
}

/** With the range that is looked at. */
function OpenInExplore({ panel, range: { from, to } }: { panel: Panel } & Pick<PanelCardProps, 'range'>) {
  const router = useRouter();
  return (
    <IconButton
      label={`Explore ${nameOf(panel)}`}
      icon={<ChartSpline aria-hidden />}
      onClick={() => router.push(exploreHref(panel.expression, { kind: panel.kind, from, to }))}
    />
  );
}

function Editing({ panel, onEdit, onMove, onTwin, onDrop, first, last }: { panel: Panel } & PanelActions) {
  const name = nameOf(panel);
  return (
    <>
      <IconButton
        label={`Move ${name} up`}
        icon={<ArrowUp aria-hidden />}
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <IconButton
        label={`Move ${name} down`}
        icon={<ArrowDown aria-hidden />}
        disabled={last}
        onClick={() => onMove(1)}
      />
      <IconButton label={`Edit ${name}`} icon={<Pencil aria-hidden />} onClick={onEdit} />
      <IconButton label={`Duplicate ${name}`} icon={<Copy aria-hidden />} onClick={onTwin} />
      <IconButton label={`Remove ${name}`} icon={<Trash2 aria-hidden />} onClick={onDrop} />
    </>
  );
}
