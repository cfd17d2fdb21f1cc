'use client';

import { useMemo } from 'react';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import { MetricChart } from '#components/charts/metric-chart.tsx';
import { oneLine } from '#components/charts/metric-lines.ts';
import type { PickedRange } from '#components/charts/series.ts';
import { WhenMeasured } from '#components/charts/when-measured.tsx';
import type { Aggregation, MetricName } from '#lib/monitoring/schemas.ts';

interface Resource {
  title: string;
  metric: MetricName;
  aggregation: Aggregation;
  /** Few installations have GPUs; those without are not told so by an empty chart. */
  optional?: boolean;
}

const groups: readonly { heading: string; resources: readonly Resource[] }[] = [
  {
    heading: 'Processes',
    resources: [
      { title: 'CPU by process', metric: 'process_cpu', aggregation: 'mean' },
      { title: 'Memory by process', metric: 'process_memory', aggregation: 'max' },
      { title: 'Event-loop delay by process', metric: 'event_loop_delay', aggregation: 'max' },
      { title: 'Requests in flight by process', metric: 'requests_in_flight', aggregation: 'max' },
    ],
  },
  {
    heading: 'Queues and storage',
    resources: [
      { title: 'Jobs waiting by queue', metric: 'queue_depth', aggregation: 'max' },
      { title: 'PostgreSQL size', metric: 'database_size', aggregation: 'last' },
      { title: 'Index size by knowledge base', metric: 'index_size', aggregation: 'last' },
    ],
  },
  {
    heading: 'Providers and GPUs',
    resources: [
      { title: 'Headroom by provider', metric: 'provider_headroom', aggregation: 'min' },
      { title: 'GPU use', metric: 'gpu_use', aggregation: 'mean', optional: true },
      { title: 'GPU memory', metric: 'gpu_memory', aggregation: 'max', optional: true },
      { title: 'Waiting at model servers', metric: 'model_queue', aggregation: 'max', optional: true },
    ],
  },
];

interface ResourcesTabProps {
  range: { from: string; to: string };
  live: boolean;
  onBrush: (range: PickedRange) => void;
}

/** Does the machine keep up? What processes, PostgreSQL, providers and GPUs have left. */
export function ResourcesTab(props: ResourcesTabProps) {
  return (
    <div className="flex flex-col gap-6">
      {groups.map(({ heading, resources }) => (
        <section key={heading} aria-label={heading} className="flex flex-col gap-3">
          <h2 className="font-semibold text-lg">{heading}</h2>
          <div className="grid gap-4 lg:grid-cols-2">
            {resources.map((resource) =>
              resource.optional ? (
                <WhenMeasured
                  key={resource.metric}
                  expression={{ metric: resource.metric, aggregation: resource.aggregation, traffic: 'live' }}
                  range={props.range}
                >
                  <ResourceChart resource={resource} {...props} />
                </WhenMeasured>
              ) : (
                <ResourceChart key={resource.metric} resource={resource} {...props} />
              ),
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

function ResourceChart({ resource, range, live, onBrush }: ResourcesTabProps & { resource: Resource }) {
  const { metric, aggregation, title } = resource;
  const lines = useMemo(
    () => oneLine({ metric, aggregation, traffic: 'live', groupBy: 'subject' }),
    [metric, aggregation],
  );
  return (
    <LazyMount height={300}>
      <MetricChart
        title={title}
        lines={lines}
        range={range}
        live={live}
        syncId="resources"
        onBrush={onBrush}
      />
    </LazyMount>
  );
}
