'use client';

import { ApprovalPolicyPanel } from '#components/changes/policy-panel.tsx';
import { NotificationsPanel } from '#components/notifications/notifications-panel.tsx';
import { TelemetryPanel } from '#components/telemetry/telemetry-panel.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { IdentityProvidersPanel } from './identity-providers-panel.tsx';
import { SignInPanel } from './sign-in-panel.tsx';

const tabs = [
  { value: 'notifications', label: 'Notifications', content: <NotificationsPanel /> },
  { value: 'approvals', label: 'Approvals', content: <ApprovalPolicyPanel /> },
  { value: 'sign-in', label: 'Sign-in', content: <SignInPanel /> },
  { value: 'identity-providers', label: 'Identity providers', content: <IdentityProvidersPanel /> },
] as const;

/** Last, so that the first tab is the same for everybody. */
const telemetry = {
  value: 'telemetry',
  label: 'Telemetry and exports',
  content: <TelemetryPanel />,
} as const;

export function SettingsPage() {
  const sees = can(useMe().data, 'telemetry.read');
  return (
    <>
      <PageHeader title="Settings" description="What holds for the whole installation." />
      <UrlTabs label="Settings" items={sees ? [...tabs, telemetry] : tabs} />
    </>
  );
}
