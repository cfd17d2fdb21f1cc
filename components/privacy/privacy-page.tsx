'use client';

import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { ConsentPanel } from './consent-editor.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { RetentionPanel } from './retention-panel.tsx';

const retention = { value: 'retention', label: 'Retention', content: <RetentionPanel /> };
const people = { value: 'people', label: 'People', content: <PeoplePanel /> };
const consent = { value: 'consent', label: 'Consent', content: <ConsentPanel /> };

export function PrivacyPage() {
  const me = useMe();
  const items = can(me.data, 'settings.read') ? [retention, people, consent] : [retention, people];
  return (
    <>
      <PageHeader
        title="Privacy"
        description="How long data is kept, what is held of a person, and what people agree to before they chat."
      />
      <UrlTabs label="Privacy" items={items} />
    </>
  );
}
