'use client';

import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { DeleteKnowledge } from './delete-knowledge.tsx';
import { DescriptionForm } from './description-form.tsx';
import { IndexOptions } from './index-options.tsx';
import { ScreeningForm } from './screening-form.tsx';

interface SettingsTabProps {
  knowledge: KnowledgeDetail;
  mayWrite: boolean;
}

export function SettingsTab({ knowledge, mayWrite }: SettingsTabProps) {
  return (
    <div className="flex flex-col gap-4">
      <DescriptionForm knowledge={knowledge} disabled={!mayWrite} />
      <ScreeningForm knowledge={knowledge} disabled={!mayWrite} />
      <IndexOptions knowledge={knowledge} disabled={!mayWrite} />
      {mayWrite && <DeleteKnowledge knowledge={knowledge} />}
    </div>
  );
}
