'use client';

import dynamic from 'next/dynamic';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { ObjectivesPanel } from '#components/objectives/objectives-panel.tsx';
import { useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { useRangeEnds } from '#components/time-range/use-range-ends.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { OverviewPanel } from './overview-panel.tsx';
import { useOverview } from './queries.ts';
import { ReportsPanel } from './reports-panel.tsx';
import { ShareMenu } from './share-menu.tsx';

const BigScreen = dynamic(() => import('./big-screen.tsx').then((module) => module.BigScreen), {
  ssr: false,
});

const groupings = ['none', 'endpoint', 'version'] as const;
const groupingLabels = { none: 'All together', endpoint: 'By endpoint', version: 'By version' } as const;

/** Is it well? One sentence, then the numbers and charts that support it. */
export function OverviewPage() {
  const [range, setRange] = useTimeRange('24h');
  const [{ groupBy, endpoint, screen }, setView] = useQueryStates({
    groupBy: parseAsStringLiteral(groupings).withDefault('none'),
    endpoint: parseAsString,
    screen: parseAsStringLiteral(['big']),
  });
  const [environment] = useEnvironment();
  const me = useMe().data;
  const ends = useRangeEnds(range);
  const where = { endpoint: endpoint ?? undefined, environment: environment ?? undefined };
  const query = { ...ends, ...where };
  const live = range.kind === 'preset';
  const overview = useOverview(query, live);
  const rows = {
    ...(range.kind === 'preset' ? { range: range.preset } : ends),
    endpoint: where.endpoint,
    env: where.environment,
  };
  const endpoints = overview.data?.endpoints ?? [];
  return (
    <>
      <PageHeader
        title="Overview"
        description="Is it well? Requests, quality, latency and cost of everything that is served."
        actions={
          <>
            <EndpointSelect
              endpoints={endpoints.map(({ name }) => name)}
              endpoint={endpoint}
              onEndpoint={(name) => void setView({ endpoint: name })}
            />
            <Select
              aria-label="Group by"
              className="w-auto min-w-36"
              value={groupBy}
              onValueChange={(value) => void setView({ groupBy: value })}
              options={groupings.map((value) => ({ value, label: groupingLabels[value] }))}
            />
            <TimeRangeSelect range={range} onChange={setRange} />
            <ShareMenu query={query} />
          </>
        }
      />
      <UrlTabs
        label="Views of the overview"
        items={[
          {
            value: 'overview',
            label: 'Overview',
            content: (
              <OverviewPanel
                overview={overview}
                query={query}
                groupBy={groupBy}
                live={live}
                rows={rows}
                onBrush={({ from, to }) =>
                  setRange({ kind: 'fixed', from: new Date(from), to: new Date(to) })
                }
              />
            ),
          },
          {
            value: 'objectives',
            label: 'Objectives',
            content: <ObjectivesPanel query={where} endpoints={endpoints} />,
          },
          ...(can(me, 'dashboards.own')
            ? [
                {
                  value: 'reports' as const,
                  label: 'Reports by e-mail',
                  content: <ReportsPanel endpoints={endpoints.map(({ name }) => name)} />,
                },
              ]
            : []),
        ]}
      />
      {screen === 'big' && (
        <BigScreen
          endpoints={endpoints.map(({ name }) => name)}
          endpoint={where.endpoint}
          environment={where.environment}
          onClose={() => void setView({ screen: null })}
        />
      )}
    </>
  );
}

const everything = '*';

interface EndpointSelectProps {
  endpoints: readonly string[];
  endpoint: string | null;
  onEndpoint: (endpoint: string | null) => void;
}

function EndpointSelect({ endpoints, endpoint, onEndpoint }: EndpointSelectProps) {
  const names = endpoint === null || endpoints.includes(endpoint) ? endpoints : [endpoint, ...endpoints];
  return (
    <Select
      aria-label="Endpoint"
      className="w-auto min-w-36 max-w-60"
      value={endpoint ?? everything}
      onValueChange={(value) => onEndpoint(value === everything ? null : value)}
      options={[
        { value: everything, label: 'All endpoints' },
        ...names.map((value) => ({ value, label: value })),
      ]}
    />
  );
}
