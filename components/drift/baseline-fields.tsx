'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { MonitorValues } from './monitor-values.ts';

interface FieldsProps {
  values: MonitorValues;
  onChange: (next: Partial<MonitorValues>) => void;
}

const kinds = [
  { value: 'previous' as const, label: 'The windows before' },
  { value: 'fixed' as const, label: 'A fixed time' },
  { value: 'version' as const, label: 'What a version answered' },
];

/** What each window is compared with. */
export function BaselineFields({ values, onChange }: FieldsProps) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-3">
      <legend className="pb-2 font-semibold text-base">Baseline</legend>
      <Field label="Compare with" required>
        {(control) => (
          <Select
            {...control}
            value={values.baselineKind}
            options={kinds}
            onValueChange={(baselineKind) => onChange({ baselineKind })}
          />
        )}
      </Field>
      {values.baselineKind === 'previous' && (
        <NumberField label="How many" value={values.windows} onValue={(windows) => onChange({ windows })} />
      )}
      {values.baselineKind === 'version' && (
        <NumberField label="Version" value={values.version} onValue={(version) => onChange({ version })} />
      )}
      {values.baselineKind === 'fixed' && (
        <>
          <DateField label="From" value={values.from} onValue={(from) => onChange({ from })} />
          <DateField label="To, not included" value={values.to} onValue={(to) => onChange({ to })} />
        </>
      )}
    </fieldset>
  );
}

interface OneProps {
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
}

export function NumberField({ label, hint, value, onValue }: OneProps) {
  const wrong = value.trim() === '' || !Number.isFinite(Number(value));
  return (
    <Field label={label} hint={hint} error={wrong ? 'Enter a number.' : undefined} required>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

function DateField({ label, value, onValue }: OneProps) {
  return (
    <Field label={label} required>
      {(control) => (
        <Input {...control} type="date" value={value} onChange={(event) => onValue(event.target.value)} />
      )}
    </Field>
  );
}
