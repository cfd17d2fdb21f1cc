'use client';

import { Card } from '#components/ui/card.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { resolveDraft } from './draft.ts';
import { DraftBar } from './draft-bar.tsx';
import { EntityDrawer, newEntityId } from './entity-drawer.tsx';
import { ScheduleDrawer } from './schedule-drawer.tsx';
import { ScheduleTimeline } from './schedule-timeline.tsx';
import { SplitPicture } from './split-picture.tsx';
import { TrafficEditor } from './traffic-editor.tsx';
import { useDraft } from './use-draft.ts';

interface TrafficCardProps {
  endpoint: EndpointDetail;
  mayWrite: boolean;
  /** May draft a change, to make it or to propose it. */
  mayDraft: boolean;
  /** The sliders are shown; a draft with changes shows them too. */
  editing: boolean;
  onDone: () => void;
}

/** The picture of the traffic, and below it everything that changes it. */
export function TrafficCard({ endpoint, mayWrite, mayDraft, editing, onDone }: TrafficCardProps) {
  const draft = useDraft(endpoint);
  const [, setEntity] = useDrawerId('entity');
  const [, setPlan] = useDrawerId('plan');
  const { entities } = draft.current;
  const drafted = draft.changes.length > 0;
  return (
    <Card
      title={drafted ? 'Traffic as drafted' : 'Traffic'}
      description="Shares of people; figures of the last 24 hours on this endpoint."
    >
      <ScheduleTimeline endpoint={endpoint} mayWrite={mayWrite} />
      <SplitPicture
        endpoint={endpoint}
        entities={resolveDraft(entities, endpoint.servedEntities)}
        onEdit={mayDraft ? setEntity : undefined}
      />
      {(editing || drafted) && (
        <TrafficEditor
          endpoint={endpoint.name}
          draft={draft}
          onAddEntity={() => setEntity(newEntityId(entities.map(({ name }) => name)))}
          onPlan={() => setPlan('new')}
        />
      )}
      {drafted && <DraftBar endpoint={endpoint} draft={draft} mayApply={mayWrite} onDone={onDone} />}
      {mayDraft && (
        <>
          <EntityDrawer draft={draft} />
          <ScheduleDrawer endpoint={endpoint} hasDraft={drafted} />
        </>
      )}
    </Card>
  );
}
