'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { InputSignature, InputVariable } from '#lib/chain/schemas.ts';
import type { InputDrafts } from './input-drafts.ts';
import { variableWords } from './variable-words.ts';

interface InputFieldsProps {
  variables: NonNullable<InputSignature['variables']>;
  drafts: InputDrafts;
  problems: Readonly<Record<string, string>>;
  onChange: (drafts: InputDrafts) => void;
}

/** One field for each variable of a signature. */
export function InputFields({ variables, drafts, problems, onChange }: InputFieldsProps) {
  const entries = Object.entries(variables);
  if (entries.length === 0) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {entries.map(([name, variable]) => (
        <Field
          key={name}
          label={name}
          hint={variable.description ?? variableWords(variable)}
          error={problems[name]}
          required={variable.required && variable.default === undefined}
        >
          {({ 'aria-required': required, ...control }) => {
            const value = drafts[name] ?? '';
            const change = (next: string) => onChange({ ...drafts, [name]: next });
            const choices = choicesOf(variable);
            if (choices) {
              return (
                <Select {...control} value={value || undefined} onValueChange={change} options={choices} />
              );
            }
            return (
              <Input
                {...control}
                aria-required={required}
                type={variable.type === 'number' ? 'number' : 'text'}
                step="any"
                value={value}
                onChange={(event) => change(event.target.value)}
              />
            );
          }}
        </Field>
      ))}
    </div>
  );
}

function choicesOf(variable: InputVariable) {
  if (variable.type === 'boolean') {
    return [
      { value: 'true', label: 'yes' },
      { value: 'false', label: 'no' },
    ];
  }
  if (variable.type !== 'string' || variable.enum === undefined) return null;
  // A select cannot offer an empty value.
  return variable.enum.filter((value) => value !== '').map((value) => ({ value, label: value }));
}
