'use client';

import type { TimeRange } from '#components/time-range/ends.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import type { OverviewWhere } from './queries.ts';
import { ShareMenu } from './share-menu.tsx';
import type { Picture } from './use-picture.ts';

export const tabs = ['overview', 'objectives', 'reports'] as const;
type Tab = (typeof tabs)[number];

export const groupings = ['none', 'endpoint', 'version'] as const;
type Grouping = (typeof groupings)[number];
const groupingLabels = { none: 'All together', endpoint: 'By endpoint', version: 'By version' } as const;

interface OverviewHeaderProps {
  tab: Tab;
  endpoints: readonly string[];
  endpoint: string | null;
  groupBy: Grouping;
  range: TimeRange;
  query: OverviewWhere;
  picture: Picture;
  onView: (change: { endpoint?: string | null; groupBy?: Grouping }) => void;
  onRange: (range: TimeRange) => void;
}

/** What the page is about, and what it can be narrowed to; only what the open tab goes by. */
export function OverviewHeader(props: OverviewHeaderProps) {
  const { tab, endpoints, endpoint, groupBy, range, query, picture, onView, onRange } = props;
  const ofRange = tab === 'overview';
  return (
    <PageHeader
      title="Overview"
      description="Is it well? Requests, quality, latency and cost of everything that is served."
      actions={
        <>
          {tab !== 'reports' && (
            <EndpointSelect
              endpoints={endpoints}
              endpoint={endpoint}
              onEndpoint={(name) => onView({ endpoint: name })}
            />
          )}
          {ofRange && (
            <>
              <Select
                aria-label="Group by"
                className="w-auto min-w-36"
                value={groupBy}
                onValueChange={(value) => onView({ groupBy: value })}
                options={groupings.map((value) => ({ value, label: groupingLabels[value] }))}
              />
              <TimeRangeSelect range={range} onChange={onRange} />
              <ShareMenu query={query} picture={picture} />
            </>
          )}
        </>
      }
    />
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
