'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { RuleDocument } from '#lib/alerts/schemas.ts';
import { DurationField } from './duration-field.tsx';
import { NumberField } from './number-field.tsx';

export interface DocumentFieldsProps {
  document: RuleDocument;
  onChange: (part: Partial<RuleDocument>) => void;
}

const short = [0, 30, 60, 120, 300, 600, 1800, 3600];
const policies = [
  { value: 'ok', label: 'All is well' },
  { value: 'alert', label: 'It is an alert itself' },
  { value: 'keep', label: 'It stays as it was' },
] as const;

/** How long something must be wrong, and what happens when nothing is measured. */
export function TimesFields({ document, onChange }: DocumentFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <DurationField
        label="Fires when wrong for"
        value={document.pendingSeconds}
        choices={short}
        zero="At once"
        onChange={(pendingSeconds) => onChange({ pendingSeconds })}
      />
      <DurationField
        label="Over when right for"
        value={document.keepFiringSeconds}
        choices={short}
        zero="At once"
        onChange={(keepFiringSeconds) => onChange({ keepFiringSeconds })}
      />
      <NumberField
        label="From at least so many"
        hint="Requests, ratings or samples; a value that rests on fewer says nothing."
        value={document.minCount}
        min={0}
        onChange={(minCount) => onChange({ minCount: Math.max(0, Math.round(minCount)) })}
      />
      <DurationField
        label="Evaluated every"
        value={document.intervalSeconds}
        choices={[15, 30, 60, 300, 900, 3600]}
        onChange={(intervalSeconds) => onChange({ intervalSeconds })}
      />
      <PolicyField
        label="When nothing is measured"
        value={document.noData}
        onChange={(noData) => onChange({ noData })}
      />
      <PolicyField
        label="When it cannot be evaluated"
        value={document.onError}
        onChange={(onError) => onChange({ onError })}
      />
    </div>
  );
}

interface PolicyFieldProps {
  label: string;
  value: RuleDocument['noData'];
  onChange: (policy: RuleDocument['noData']) => void;
}

function PolicyField({ label, value, onChange }: PolicyFieldProps) {
  return (
    <Field label={label} required>
      {(control) => (
        <Select<RuleDocument['noData']>
          {...control}
          value={value}
          onValueChange={onChange}
          options={policies}
        />
      )}
    </Field>
  );
}
