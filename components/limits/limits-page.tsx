'use client';

import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { QuotasPanel } from './quotas-panel.tsx';
import { RatesPanel } from './rates-panel.tsx';

const tabs = [
  { value: 'quotas', label: 'Quotas', content: <QuotasPanel /> },
  { value: 'rates', label: 'Rate limits', content: <RatesPanel /> },
] as const;

export function LimitsPage() {
  return (
    <>
      <PageHeader
        title="Limits"
        description="How much each team, person, key and endpoint may use, and how near they are."
      />
      <UrlTabs label="Limits" items={tabs} />
    </>
  );
}
