'use client';

import dynamic from 'next/dynamic';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { ObjectivesPanel } from '#components/objectives/objectives-panel.tsx';
import { useTimeRange } from '#components/time-range/time-range.ts';
import { useRangeEnds } from '#components/time-range/use-range-ends.ts';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { groupings, OverviewHeader, tabs } from './overview-header.tsx';
import { OverviewPanel } from './overview-panel.tsx';
import { type KnownOverview, useOverview } from './queries.ts';
import { ReportsPanel } from './reports-panel.tsx';
import { usePicture } from './use-picture.ts';

const BigScreen = dynamic(() => import('./big-screen.tsx').then((module) => module.BigScreen), {
  ssr: false,
});

/** Is it well? One sentence, then the numbers and charts that support it. `known` was read while the page was made. */
export function OverviewPage({ known }: { known: KnownOverview | null }) {
  const [range, setRange] = useTimeRange('24h');
  const [{ groupBy, endpoint, screen, tab }, setView] = useQueryStates({
    groupBy: parseAsStringLiteral(groupings).withDefault('none'),
    endpoint: parseAsString,
    screen: parseAsStringLiteral(['big']),
    tab: parseAsStringLiteral(tabs).withDefault('overview'),
  });
  const [environment] = useEnvironment();
  const me = useMe().data;
  const ends = useRangeEnds(range);
  const where = { endpoint: endpoint ?? undefined, environment: environment ?? undefined };
  const query = { ...ends, ...where };
  const preset = range.kind === 'preset' ? range.preset : undefined;
  const fits =
    known?.preset === preset &&
    known?.endpoint === where.endpoint &&
    known?.environment === where.environment;
  const overview = useOverview(query, preset !== undefined, fits ? known?.overview : undefined);
  const picture = usePicture(query);
  const endpoints = overview.data?.endpoints ?? [];
  return (
    <>
      <OverviewHeader
        tab={tab}
        endpoints={endpoints.map(({ name }) => name)}
        endpoint={endpoint}
        groupBy={groupBy}
        range={range}
        query={query}
        picture={picture}
        onView={(change) => void setView(change)}
        onRange={setRange}
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
                preset={preset}
                picture={picture}
                onRange={setRange}
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
