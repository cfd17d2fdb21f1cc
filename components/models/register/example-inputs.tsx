'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { VariableDraft } from './chain-document.ts';
import { type FormPartProps, problemAt } from './form-parts.ts';
import { NumberInput } from './number-input.tsx';
import { setValue } from './yaml-edit.ts';

const path = ['input', 'example', 'inputs'] as const;

/** What the dry run gives for each input variable; nothing while there is no example question or no variable. */
export function ExampleInputs({ form, edit, problems }: Pick<FormPartProps, 'form' | 'edit' | 'problems'>) {
  const names = Object.entries(form.variables ?? {});
  if (form.exampleQuestion === null || names.length === 0) return null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {names.map(([name, variable]) => (
        <Field
          key={name}
          label={`Example of ${name}`}
          error={problemAt(problems, [...path, name])}
          required={variable.required !== false && variable.default === undefined}
        >
          {({ 'aria-required': _, ...control }) => (
            <ExampleValue
              control={control}
              variable={variable}
              value={form.exampleInputs[name]}
              onChange={(value) => edit((document) => setValue(document, [...path, name], value))}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

interface ExampleValueProps {
  control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined };
  variable: VariableDraft;
  value: unknown;
  /** Null takes the value out of the document. */
  onChange: (value: unknown) => void;
}

function ExampleValue({ control, variable, value, onChange }: ExampleValueProps) {
  switch (variable.type) {
    case 'number':
      return (
        <NumberInput
          {...control}
          step="any"
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <Select
          {...control}
          value={typeof value === 'boolean' ? String(value) : undefined}
          onValueChange={(next) => onChange(next === 'true')}
          options={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
        />
      );
    case 'string':
      return (
        <Input
          {...control}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        />
      );
  }
}
