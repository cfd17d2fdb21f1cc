'use client';

import { CalendarClock, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { entityColor } from './entity-words.ts';
import { canaryLadder } from './schedule-plan.ts';
import { ShareRow } from './share-row.tsx';
import { SplitPreview } from './split-preview.tsx';
import type { DraftControls } from './use-draft.ts';

interface TrafficEditorProps {
  endpoint: string;
  draft: DraftControls;
  onAddEntity: () => void;
  onPlan: () => void;
}

/** Shares that always sum to 100, who would move, and the ways to go further than shares. */
export function TrafficEditor({ endpoint, draft, onAddEntity, onPlan }: TrafficEditorProps) {
  const { entities, locked } = draft.current;
  const unlocked = entities.filter(({ name }) => !locked.includes(name)).length;
  return (
    <section aria-label="Edit traffic" className="mt-3 flex flex-col gap-4 border-border border-t pt-4">
      <ul className="flex flex-col gap-2">
        {entities.map(({ name, trafficPercentage }, index) => (
          <ShareRow
            key={name}
            name={name}
            color={entityColor(index)}
            percentage={trafficPercentage}
            locked={locked.includes(name)}
            fixed={unlocked < 2}
            onMove={(percentage) => draft.moveShare(name, percentage)}
            onSettle={draft.settle}
            onLock={(lock) => draft.lock(name, lock)}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {entities.length > 1 && <CanaryPresets draft={draft} />}
        <span className="flex flex-wrap gap-2 sm:ml-auto">
          <Button size="sm" onClick={onAddEntity}>
            <Plus aria-hidden />
            Add served entity
          </Button>
          <Button size="sm" onClick={onPlan} disabled={entities.length < 2}>
            <CalendarClock aria-hidden />
            Plan a rollout
          </Button>
        </span>
      </div>
      <SplitPreview endpoint={endpoint} draft={draft.current} />
    </section>
  );
}

/** The newest entity that is there to serve: neither a shadow nor somebody's fallback. */
function candidateOf(entities: DraftControls['current']['entities']) {
  const fallbacks = new Set(entities.flatMap((entity) => entity.fallbacks));
  return (
    entities.findLast(({ name, shadowPercentage }) => shadowPercentage === 0 && !fallbacks.has(name)) ??
    entities.at(-1)
  );
}

/** The usual steps of a rollout for one entity; the others give in proportion. */
function CanaryPresets({ draft }: { draft: DraftControls }) {
  const { entities } = draft.current;
  const [chosen, setChosen] = useState<string>();
  const candidate = entities.find(({ name }) => name === chosen) ?? candidateOf(entities);
  if (candidate === undefined) return null;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="sr-only">Canary presets</legend>
      <span aria-hidden className="text-muted-foreground text-sm">
        Canary
      </span>
      <Select
        aria-label="Canary entity"
        size="sm"
        className="w-auto min-w-28"
        value={candidate.name}
        onValueChange={setChosen}
        options={entities.map(({ name }) => ({ value: name, label: name }))}
      />
      {canaryLadder.map((percentage) => (
        <Button
          key={percentage}
          size="sm"
          aria-label={`${percentage} % to ${candidate.name}`}
          onClick={() => {
            draft.moveShare(candidate.name, percentage);
            draft.settle();
          }}
        >
          {percentage} %
        </Button>
      ))}
    </fieldset>
  );
}
