'use client';

import { Waypoints } from 'lucide-react';
import Link from 'next/link';
import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { startTransition, useMemo } from 'react';
import { dimensionLabels } from '#components/charts/dimension-labels.ts';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import type { PickedRange } from '#components/charts/series.ts';
import { useMarks } from '#components/charts/use-marks.ts';
import { endpointHref } from '#components/endpoints/hrefs.ts';
import { useEndpoint } from '#components/endpoints/queries.ts';
import { useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { useRangeEnds } from '#components/time-range/use-range-ends.ts';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { MetricFilter } from '#lib/monitoring/schemas.ts';
import { AnchorRail } from './anchor-rail.tsx';
import { ArmsSection } from './arms-section.tsx';
import { DashboardSection } from './dashboard-section.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { MarkList } from './mark-list.tsx';
import { sections, splits } from './sections.ts';
import { SpecChart } from './spec-chart.tsx';
import { TeamCost } from './team-cost.tsx';
import { useColors } from './use-colors.ts';

const together = 'none';
const arms = { id: 'arms', title: 'Served entities', question: 'Which of them does better?' };
const anchors = [...sections, arms];

/** Why is it as it is? Everything an endpoint does, over one range, with what changed marked on every chart. */
export function EndpointDashboard({ endpoint }: { endpoint: string }) {
  const me = useMe();
  const [range, setRange] = useTimeRange('24h');
  const [{ split, compare }, setView] = useQueryStates({
    split: parseAsStringLiteral(splits),
    compare: parseAsBoolean.withDefault(false),
  });
  const change = (view: Parameters<typeof setView>[0]) => startTransition(() => void setView(view));
  const ends = useRangeEnds(range);
  const live = range.kind === 'preset';
  const mayOpen = can(me.data, 'endpoints.read');
  const detail = useEndpoint(endpoint, mayOpen).data;
  const marks = useMarks({ ...ends, endpoint }, live);
  const groupBy = split ?? undefined;
  const colors = useColors({ endpoint, range: ends, groupBy, detail });
  const base = useMemo((): MetricFilter => ({ endpoint, traffic: 'live' }), [endpoint]);
  const zoom = ({ from, to }: PickedRange) =>
    setRange({ kind: 'fixed', from: new Date(from), to: new Date(to) });
  const chart = { base, range: ends, live, compare, marks: marks.data?.items, onBrush: zoom };
  return (
    <>
      <PageHeader
        title={endpoint}
        badges={detail && <EnvironmentBadge environment={detail.environment} />}
        description="Drag over a chart to zoom all of them; click a point for the requests behind it."
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            <Select
              aria-label="Split by"
              className="w-auto min-w-36"
              value={split ?? together}
              onValueChange={(next) =>
                change({ split: splits.find((dimension) => dimension === next) ?? null })
              }
              options={[
                { value: together, label: 'All together' },
                ...splits.map((value) => ({
                  value,
                  label: `By ${dimensionLabels[value].toLowerCase()}`,
                })),
              ]}
            />
            <Button
              aria-pressed={compare}
              className={compare ? 'border-accent bg-selected' : undefined}
              onClick={() => change({ compare: compare ? null : true })}
            >
              Compare with the period before
            </Button>
            {mayOpen && (
              <Button asChild>
                <Link href={endpointHref(endpoint)}>
                  <Waypoints aria-hidden />
                  Endpoint
                </Link>
              </Button>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-6 lg:flex-row">
        <AnchorRail label="Sections of the dashboard" anchors={anchors} />
        <div className="flex min-w-0 flex-1 flex-col gap-8">
          <div className="flex flex-col gap-4">
            <KeyNumbers base={base} range={ends} live={live} />
            {marks.data && <MarkList marks={marks.data.items} more={marks.data.more} />}
          </div>
          {sections.map((section) => (
            <DashboardSection key={section.id} {...section}>
              <div className="grid gap-4 xl:grid-cols-2">
                {section.charts.map((spec) => (
                  <SpecChart
                    key={spec.title}
                    {...chart}
                    spec={spec}
                    groupBy={groupBy}
                    colorOf={colors.split}
                  />
                ))}
                {section.id === 'cost' && can(me.data, 'usage.read') && (
                  <LazyMount height={320}>
                    <TeamCost endpoint={endpoint} range={ends} marks={chart.marks} onBrush={zoom} />
                  </LazyMount>
                )}
              </div>
            </DashboardSection>
          ))}
          <DashboardSection {...arms}>
            <ArmsSection {...chart} endpoint={detail} colorOf={colors.arms} />
          </DashboardSection>
        </div>
      </div>
    </>
  );
}
