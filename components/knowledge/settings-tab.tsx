'use client';

import { Card } from '#components/ui/card.tsx';
import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { DeleteKnowledge } from './delete-knowledge.tsx';
import { DescriptionForm } from './description-form.tsx';
import { IndexOptions } from './index-options.tsx';
import { ReadersEditor } from './readers-editor.tsx';
import { ScreeningForm } from './screening-form.tsx';

interface SettingsTabProps {
  knowledge: KnowledgeDetail;
  mayWrite: boolean;
}

export function SettingsTab({ knowledge, mayWrite }: SettingsTabProps) {
  return (
    <div className="flex flex-col gap-4">
      <DescriptionForm knowledge={knowledge} disabled={!mayWrite} />
      <Card title="Who may read it">
        <ReadersEditor
          path={`/api/knowledge/${encodeURIComponent(knowledge.name)}/readers`}
          what="this knowledge base"
          disabled={!mayWrite}
        />
      </Card>
      <ScreeningForm knowledge={knowledge} disabled={!mayWrite} />
      <IndexOptions knowledge={knowledge} disabled={!mayWrite} />
      {mayWrite && <DeleteKnowledge knowledge={knowledge} />}
    </div>
  );
}
