'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { RuleDocument } from '#lib/alerts/schemas.ts';
import { DurationField } from './duration-field.tsx';
import { LabelFields } from './label-fields.tsx';
import { type LabelRow, useProblem } from './problems.ts';
import type { DocumentFieldsProps } from './times-fields.tsx';
import { secondsWords, usualTimes } from './words.ts';

interface AdvancedFieldsProps extends DocumentFieldsProps {
  labels: readonly LabelRow[];
  onLabels: (labels: LabelRow[]) => void;
  /** Something in here is wrong, and is not to be hidden. */
  wrong: boolean;
}

/** What most rules leave as it is; closed, it says how it stands. */
export function AdvancedFields({ document, onChange, labels, onLabels, wrong }: AdvancedFieldsProps) {
  const [open, setOpen] = useState(false);
  const groupProblem = useProblem('document.groupSeconds');
  const repeatProblem = useProblem('document.repeatSeconds');
  const zoneProblem = useProblem('document.timeZone');
  return (
    <details
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="border-border border-t pt-4"
    >
      <summary className="cursor-pointer">
        <span className="font-semibold text-base">More settings</span>
        <span className="block pl-4 text-muted-foreground text-sm">{advancedWords(document, labels)}</span>
      </summary>
      <div className="flex flex-col gap-4 pt-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <DurationField
            label="Told together within"
            hint={`What fires within this time of the last message waits for the next one. Usually ${secondsWords(usualTimes.groupSeconds)}.`}
            value={document.groupSeconds}
            choices={[0, 30, 60, 300, 900, 3600]}
            zero="At once, each by itself"
            error={groupProblem}
            onChange={(groupSeconds) => onChange({ groupSeconds })}
          />
          <DurationField
            label="Said again every"
            hint={`Until somebody acknowledges it, or it is over. Usually ${secondsWords(usualTimes.repeatSeconds)}.`}
            value={document.repeatSeconds}
            choices={[0, 1800, 3600, 14_400, 43_200, 86_400]}
            zero="Never"
            error={repeatProblem}
            onChange={(repeatSeconds) => onChange({ repeatSeconds })}
          />
        </div>
        {comparesWeeks(document) && (
          <Field
            label="Time zone"
            hint="The same hour of past weeks is meant by the clocks of this zone, such as Europe/Berlin."
            error={zoneProblem}
            required
          >
            {(control) => (
              <Input
                {...control}
                value={document.timeZone}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onChange({ timeZone: event.target.value })}
              />
            )}
          </Field>
        )}
        <LabelFields rows={labels} onChange={onLabels} />
      </div>
    </details>
  );
}

function comparesWeeks({ signal }: RuleDocument): boolean {
  if (signal.kind !== 'metric') return false;
  const { condition } = signal;
  return condition.kind === 'anomaly' || (condition.kind === 'change' && condition.against === 'past_weeks');
}

function advancedWords(
  { groupSeconds, repeatSeconds }: Pick<RuleDocument, 'groupSeconds' | 'repeatSeconds'>,
  labels: readonly LabelRow[],
): string {
  const names = labels.filter(({ name }) => name.trim() !== '').map(({ name, value }) => `${name}: ${value}`);
  return [
    groupSeconds === 0 ? 'Each told by itself' : `Told together within ${secondsWords(groupSeconds)}`,
    repeatSeconds === 0 ? 'never said again' : `said again every ${secondsWords(repeatSeconds)}`,
    names.length === 0 ? 'no labels' : `labels ${names.join(', ')}`,
  ].join(' · ');
}
