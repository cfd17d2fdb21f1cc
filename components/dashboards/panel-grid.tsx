'use client';

import { LayoutDashboard, Plus } from 'lucide-react';
import { useState } from 'react';
import type { MetricChartProps } from '#components/charts/metric-chart.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { newId } from '#lib/client/ids.ts';
import { mostPanels, type Panel } from '#lib/dashboards/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';
import { PanelCard } from './panel-card.tsx';
import { PanelEditor } from './panel-editor.tsx';
import { dropPanel, movePanel, putPanel, twinPanel } from './panel-list.ts';

interface PanelGridProps extends Pick<MetricChartProps, 'range' | 'live' | 'onBrush'> {
  panels: readonly Panel[];
  /** Null while the dashboard is only read. */
  onChange: ((panels: Panel[]) => void) | null;
  environment: Environment | null;
}

/** The panels in their order, in rows of six columns; one below the other on a phone. */
export function PanelGrid({ panels, onChange, environment, ...chart }: PanelGridProps) {
  const [edited, setEdited] = useState<Panel | null>(null);
  const full = panels.length >= mostPanels;
  const add = () => setEdited(newPanel());
  return (
    <>
      {panels.length === 0 && (
        <EmptyState
          icon={LayoutDashboard}
          title="No panel yet"
          action={
            onChange && (
              <Button variant="primary" onClick={add}>
                Add panel
              </Button>
            )
          }
        >
          A panel shows one metric: as a chart, a number, or a table by group.
        </EmptyState>
      )}
      <ul className="grid grid-cols-1 gap-4 md:grid-cols-6">
        {panels.map((panel, index) => (
          <PanelCard
            key={panel.id}
            {...chart}
            panel={panel}
            environment={environment}
            actions={
              onChange && {
                first: index === 0,
                last: index === panels.length - 1,
                onEdit: () => setEdited(panel),
                onMove: (by) => onChange(movePanel(panels, panel.id, by)),
                onTwin: () => !full && onChange(twinPanel(panels, panel.id, newId())),
                onDrop: () => onChange(dropPanel(panels, panel.id)),
              }
            }
          />
        ))}
      </ul>
      {onChange && panels.length > 0 && (
        <div className="mt-4 flex items-center gap-3">
          <Button onClick={add} disabled={full}>
            <Plus aria-hidden />
            Add panel
          </Button>
          {full && (
            <span className="text-muted-foreground text-sm">
              A dashboard has at most {mostPanels} panels.
            </span>
          )}
        </div>
      )}
      {onChange && edited && (
        <PanelEditor
          key={edited.id}
          panel={edited}
          isNew={!panels.some(({ id }) => id === edited.id)}
          range={chart.range}
          onClose={() => setEdited(null)}
          onDone={(panel) => {
            onChange(putPanel(panels, panel));
            setEdited(null);
          }}
        />
      )}
    </>
  );
}

function newPanel(): Panel {
  return {
    id: newId(),
    title: '',
    expression: { metric: 'requests', aggregation: 'sum', traffic: 'live' },
    kind: 'line',
    width: 'half',
  };
}
