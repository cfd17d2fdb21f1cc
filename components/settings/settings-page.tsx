'use client';

import { NotificationsPanel } from '#components/notifications/notifications-panel.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';

const tabs = [{ value: 'notifications', label: 'Notifications', content: <NotificationsPanel /> }] as const;

export function SettingsPage() {
  return (
    <>
      <PageHeader title="Settings" description="What holds for the whole installation." />
      <UrlTabs label="Settings" items={tabs} />
    </>
  );
}
