'use client';

import { Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { type BurnWindow, mostBurnWindows, workbookWindows } from '#lib/alerts/schemas.ts';
import { DurationField } from './duration-field.tsx';
import { NumberField } from './number-field.tsx';
import { useProblem } from './problems.ts';
import { budgetWords } from './words.ts';

interface BurnFieldsProps {
  windows: readonly BurnWindow[];
  onChange: (windows: BurnWindow[]) => void;
}

const long = [1800, 3600, 7200, 21_600, 43_200, 86_400, 259_200, 604_800];
const short = [60, 300, 600, 1800, 3600, 7200, 21_600, 43_200];
const another: BurnWindow = { burn: 3, longSeconds: 86_400, shortSeconds: 7200 };

const isUsual = (windows: readonly BurnWindow[]) =>
  JSON.stringify(windows) === JSON.stringify(workbookWindows);

/** How fast is too fast: pairs of a long and a short window, any of which fires. */
export function BurnFields({ windows, onChange }: BurnFieldsProps) {
  const problem = useProblem('document.signal.windows');
  // The numbers are typed freely; setting them all back has the fields begin anew.
  const [round, setRound] = useState(0);
  const replace = (next: BurnWindow[]) => {
    setRound(round + 1);
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-border p-3">
      <legend className="px-1 font-medium text-sm">Fires when the budget burns</legend>
      <p className="text-muted-foreground text-sm">
        At 1× the budget lasts exactly as long as it is meant to. A pair fires when both its windows burn
        faster: the long one keeps a blip from waking anybody, the short one ends the alarm soon after the
        trouble.
      </p>
      {problem && <p className="text-bad text-sm">{problem}</p>}
      {Array.from(windows.entries(), ([place, window]) => (
        <PairFields
          key={`${round} ${place}`}
          place={place}
          window={window}
          onChange={(next) => onChange(windows.with(place, next))}
          onRemove={windows.length > 1 ? () => replace(windows.toSpliced(place, 1)) : null}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          disabled={windows.length >= mostBurnWindows}
          onClick={() => onChange([...windows, another])}
        >
          <Plus aria-hidden />
          Add pair
        </Button>
        {!isUsual(windows) && (
          <Button size="sm" onClick={() => replace(workbookWindows)}>
            <RotateCcw aria-hidden />
            Use the usual three
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface PairProps {
  place: number;
  window: BurnWindow;
  onChange: (window: BurnWindow) => void;
  /** Null for the last one: without a pair nothing fires. */
  onRemove: (() => void) | null;
}

function PairFields({ place, window, onChange, onRemove }: PairProps) {
  const burnProblem = useProblem(`document.signal.windows.${place}.burn`);
  const longProblem = useProblem(`document.signal.windows.${place}.longSeconds`);
  const shortProblem = useProblem(`document.signal.windows.${place}.shortSeconds`);
  return (
    <div className="flex flex-col gap-1 border-border border-b pb-3 last-of-type:border-0 last-of-type:pb-0">
      <div className="grid grid-cols-2 items-start gap-2 sm:grid-cols-[1fr_1fr_1fr_auto]">
        <NumberField
          label="Faster than, ×"
          value={window.burn}
          min={0}
          error={burnProblem}
          onChange={(burn) => onChange({ ...window, burn })}
        />
        <DurationField
          label="Over the last"
          value={window.longSeconds}
          choices={long}
          error={longProblem}
          onChange={(longSeconds) => onChange({ ...window, longSeconds })}
        />
        <DurationField
          label="And still over"
          value={window.shortSeconds}
          choices={short}
          error={shortProblem}
          onChange={(shortSeconds) => onChange({ ...window, shortSeconds })}
        />
        {onRemove !== null && (
          <IconButton
            label={`Remove pair ${place + 1}`}
            icon={<Trash2 aria-hidden />}
            className="mt-6.5 max-sm:justify-self-end"
            onClick={onRemove}
          />
        )}
      </div>
      <p className="text-muted-foreground text-xs">{budgetWords(window)}</p>
    </div>
  );
}
