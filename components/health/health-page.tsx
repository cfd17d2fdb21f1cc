'use client';

import dynamic from 'next/dynamic';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { ChecksTab } from './checks-tab.tsx';

const loading = () => <Skeleton className="h-64 w-full" />;
const MapTab = dynamic(() => import('./map-tab.tsx').then((module) => module.MapTab), { loading });
const StatusTab = dynamic(() => import('./status-tab.tsx').then((module) => module.StatusTab), { loading });
const ServersTab = dynamic(() => import('./servers-tab.tsx').then((module) => module.ServersTab), {
  loading,
});

/** Does it work, all of it, and what rests on what? */
export function HealthPage() {
  const { data: me } = useMe();
  const tabs = [
    { value: 'checks', label: 'Checks', content: <ChecksTab /> },
    ...(can(me, 'endpoints.read') ? [{ value: 'map', label: 'Map', content: <MapTab /> }] : []),
    ...(can(me, 'telemetry.read')
      ? [
          { value: 'status', label: 'Status page', content: <StatusTab /> },
          { value: 'servers', label: 'Scraped servers', content: <ServersTab /> },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader title="Health" description="Does everything work, since when, and what rests on what?" />
      <UrlTabs label="Health" items={tabs} />
    </>
  );
}
