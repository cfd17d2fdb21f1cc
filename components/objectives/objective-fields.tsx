'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { objectiveKindNames, objectiveKinds } from '#lib/objectives/schemas.ts';
import type { ObjectiveFields } from './words.ts';

const windows = [1, 7, 14, 28, 30, 90].map((days) => ({
  value: String(days),
  label: days === 1 ? '1 day' : `${days} days`,
}));

interface FieldsProps {
  fields: ObjectiveFields;
  problems: Record<string, string>;
  onChange: (fields: ObjectiveFields) => void;
}

/** What is promised: a share of something good, over a moving window. */
export function ObjectiveFormFields({ fields, problems, onChange }: FieldsProps) {
  const set = (change: Partial<ObjectiveFields>) => onChange({ ...fields, ...change });
  return (
    <div className="flex flex-col gap-4">
      <Field label="Name" error={problems.name} required>
        {(control) => (
          <Input {...control} value={fields.name} onChange={(event) => set({ name: event.target.value })} />
        )}
      </Field>
      <Field label="What counts as good" hint={objectiveKinds[fields.kind].description} required>
        {(control) => (
          <Select
            {...control}
            value={fields.kind}
            options={objectiveKindNames.map((value) => ({ value, label: objectiveKinds[value].label }))}
            onValueChange={(kind) => set({ kind })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Target, per cent" error={problems.target} required>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={fields.target}
              onChange={(event) => set({ target: event.target.value })}
            />
          )}
        </Field>
        {fields.kind === 'latency' && (
          <Field label="Within, seconds" error={problems.thresholdMs} required>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={fields.threshold}
                onChange={(event) => set({ threshold: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label="Over" required>
          {(control) => (
            <Select
              {...control}
              value={String(fields.windowDays)}
              options={
                windows.some(({ value }) => value === String(fields.windowDays))
                  ? windows
                  : [...windows, { value: String(fields.windowDays), label: `${fields.windowDays} days` }]
              }
              onValueChange={(days) => set({ windowDays: Number(days) })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
