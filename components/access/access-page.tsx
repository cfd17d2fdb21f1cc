'use client';

import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { GrantsPanel } from './grants-panel.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { RolesPanel } from './roles-panel.tsx';
import { TeamsPanel } from './teams-panel.tsx';
import { UsersPanel } from './users-panel.tsx';

const tabs = [
  { value: 'users', label: 'Users', content: <UsersPanel /> },
  { value: 'invitations', label: 'Invitations', content: <InvitationsPanel /> },
  { value: 'teams', label: 'Teams', content: <TeamsPanel /> },
  { value: 'roles', label: 'Roles', content: <RolesPanel /> },
  { value: 'grants', label: 'Who may what', content: <GrantsPanel /> },
  { value: 'keys', label: 'API keys', content: <KeysPanel scope="all" /> },
] as const;

export function AccessPage() {
  return (
    <>
      <PageHeader
        title="Access"
        description="Who may sign in, what they may do, and which programs act for them."
      />
      <UrlTabs label="Access" items={tabs} />
    </>
  );
}
