'use client';

import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { CustomPanel } from './custom-panel.tsx';
import { IndexesPanel } from './indexes-panel.tsx';
import { MonitorsPanel } from './monitors-panel.tsx';

/** Are questions, answers and indexes still what they were? */
export function DriftPage() {
  const me = useMe().data;
  const items = [
    { value: 'monitors', label: 'Monitors', content: <MonitorsPanel /> },
    { value: 'custom', label: 'Custom metrics', content: <CustomPanel /> },
    { value: 'indexes', label: 'Indexes', content: <IndexesPanel /> },
  ] as const;
  return (
    <>
      <PageHeader
        title="Drift"
        description="Are questions, answers and indexes still what they were? Every endpoint is checked daily against the week before."
      />
      <UrlTabs
        label="What is watched"
        items={items.filter(({ value }) => value !== 'indexes' || can(me, 'knowledge.read'))}
      />
    </>
  );
}
