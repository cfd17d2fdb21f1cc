'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import type { Rule, RuleInput } from '#lib/alerts/schemas.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { AlertDetails } from './alert-details.tsx';
import { AlertList } from './alert-list.tsx';
import { useAlertCount } from './queries.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { RulesTab } from './rules-tab.tsx';
import { SilencesTab } from './silences-tab.tsx';
import { TemplateGallery } from './template-gallery.tsx';

/** What the drawer of rules shows: one that is changed, or what a new one begins from. */
type Edited = { rule: Rule } | { start: RuleInput };

export function AlertsPage() {
  const me = useMe();
  const mayWrite = can(me.data, 'alerts.write');
  const count = useAlertCount();
  const [, openAlert] = useDrawerId('alert');
  const [edited, setEdited] = useState<Edited | null>(null);
  const [choosing, setChoosing] = useState(false);
  const begin = (start: RuleInput) => {
    setChoosing(false);
    setEdited({ start });
  };
  return (
    <>
      <PageHeader
        title="Alerts"
        description="What is wrong now, since when, and who takes care of it."
        actions={
          mayWrite && (
            <Button variant="primary" onClick={() => setChoosing(true)}>
              <Plus aria-hidden />
              Add rule
            </Button>
          )
        }
      />
      <UrlTabs
        label="Alerts"
        items={[
          {
            value: 'open',
            label: 'Firing',
            ...(count.data !== undefined && { count: count.data.open }),
            content: <AlertList state="open" onOpen={openAlert} />,
          },
          { value: 'history', label: 'History', content: <AlertList state="resolved" onOpen={openAlert} /> },
          {
            value: 'rules',
            label: 'Rules',
            content: (
              <RulesTab
                onEdit={(rule) => setEdited({ rule })}
                onAdd={mayWrite ? () => setChoosing(true) : null}
              />
            ),
          },
          {
            value: 'silences',
            label: 'Silences',
            content: <SilencesTab mayAdd={can(me.data, 'alerts.acknowledge')} />,
          },
        ]}
      />
      <UrlDrawer param="alert" title="Alert">
        {(id) => <AlertDetails id={id} />}
      </UrlDrawer>
      {choosing && <TemplateGallery onChoose={begin} onClose={() => setChoosing(false)} />}
      {edited !== null && (
        <RuleDrawer
          key={'rule' in edited ? edited.rule.id : 'new'}
          {...('rule' in edited ? { rule: edited.rule } : { start: edited.start })}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
