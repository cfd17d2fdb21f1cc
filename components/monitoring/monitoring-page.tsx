'use client';

import { ChartSpline, LayoutDashboard } from 'lucide-react';
import Link from 'next/link';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { useRangeEnds } from '#components/time-range/use-range-ends.ts';
import { Button } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { EndpointsTab } from './endpoints-tab.tsx';
import { ResourcesTab } from './resources-tab.tsx';

/** Which endpoint needs a look, and does the machine keep up? */
export function MonitoringPage() {
  const me = useMe();
  const [environment] = useEnvironment();
  const [range, setRange] = useTimeRange('24h');
  const ends = useRangeEnds(range);
  const live = range.kind === 'preset';
  const endpoints = <EndpointsTab range={ends} live={live} environment={environment} />;
  const resources = (
    <ResourcesTab
      range={ends}
      live={live}
      onBrush={({ from, to }) => setRange({ kind: 'fixed', from: new Date(from), to: new Date(to) })}
    />
  );
  return (
    <>
      <PageHeader
        title="Monitoring"
        description="Which endpoint needs a look? Open one to see why."
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            <Button asChild>
              <Link href="/dashboards">
                <LayoutDashboard aria-hidden />
                Dashboards
              </Link>
            </Button>
            <Button asChild>
              <Link href="/explore">
                <ChartSpline aria-hidden />
                Explore metrics
              </Link>
            </Button>
          </>
        }
      />
      {can(me.data, 'telemetry.read') ? (
        <UrlTabs
          label="Monitoring"
          items={[
            { value: 'endpoints', label: 'Endpoints', content: endpoints },
            { value: 'resources', label: 'Resources', content: resources },
          ]}
        />
      ) : (
        endpoints
      )}
    </>
  );
}
