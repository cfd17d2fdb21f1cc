'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { VariableDraft } from './chain-document.ts';
import { NameInput, WordsInput } from './draft-inputs.tsx';
import { NumberInput } from './number-input.tsx';

const types = [
  { value: 'string', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
] as const;

interface VariableProps {
  name: string;
  variable: VariableDraft;
  problem: (key: string) => string | undefined;
  /** An empty path replaces the variable. */
  set: (path: readonly string[], value: unknown) => void;
  rename: (name: string) => void;
}

/** The settings of one input variable. */
export function VariableFields({ name, variable, problem, set, rename }: VariableProps) {
  const { type, description, required } = variable;
  return (
    <>
      <Field label="Name" hint="As templates write it." required>
        {(control) => <NameInput {...control} value={name} onCommit={rename} />}
      </Field>
      <Field label="Type" error={problem('type')} required>
        {({ 'aria-required': _, ...control }) => (
          <Select
            {...control}
            value={type}
            // Limits and defaults of one type mean nothing to another.
            onValueChange={(next) =>
              set([], {
                type: next,
                ...(description !== undefined && { description }),
                ...(required !== undefined && { required }),
              })
            }
            options={types}
          />
        )}
      </Field>
      <Field label="Meaning" error={problem('description')} className="sm:col-span-2">
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            value={typeof description === 'string' ? description : ''}
            onChange={({ target }) => set(['description'], target.value === '' ? null : target.value)}
          />
        )}
      </Field>
      <TypeLimits variable={variable} problem={problem} set={set} />
      <Field layout="inline" label="Every request must give it">
        {({ 'aria-required': _, ...control }) => (
          <Checkbox
            {...control}
            className="mt-0.5"
            checked={required !== false}
            onCheckedChange={(checked) => set(['required'], checked === true ? null : false)}
          />
        )}
      </Field>
    </>
  );
}

function TypeLimits({ variable, problem, set }: Pick<VariableProps, 'variable' | 'problem' | 'set'>) {
  const { default: fallback } = variable;
  switch (variable.type) {
    case 'string': {
      const choices = Array.isArray(variable.enum) ? variable.enum.map(String) : [];
      return (
        <>
          <Field label="Allowed values" hint="Separated by commas. Empty allows any." error={problem('enum')}>
            {(control) => (
              <WordsInput
                {...control}
                value={choices}
                onChange={(words) => set(['enum'], words.length === 0 ? null : words)}
              />
            )}
          </Field>
          <Field label="Default" hint="Stands in when it is not given." error={problem('default')}>
            {(control) => (
              <Input
                {...control}
                value={typeof fallback === 'string' ? fallback : ''}
                onChange={({ target }) => set(['default'], target.value === '' ? null : target.value)}
              />
            )}
          </Field>
        </>
      );
    }
    case 'number':
      return (['min', 'max', 'default'] as const).map((key) => {
        const value = variable[key];
        return (
          <Field key={key} label={numberLabels[key]} error={problem(key)}>
            {(control) => (
              <NumberInput
                {...control}
                step="any"
                value={typeof value === 'number' ? value : null}
                onChange={(next) => set([key], next)}
              />
            )}
          </Field>
        );
      });
    case 'boolean':
      return (
        <Field label="Default" error={problem('default')}>
          {({ 'aria-required': _, ...control }) => (
            <Select
              {...control}
              value={typeof fallback === 'boolean' ? String(fallback) : noDefault}
              onValueChange={(next) => set(['default'], next === noDefault ? null : next === 'true')}
              options={[
                { value: noDefault, label: 'None' },
                { value: 'true', label: 'Yes' },
                { value: 'false', label: 'No' },
              ]}
            />
          )}
        </Field>
      );
  }
}

const noDefault = '(none)';
const numberLabels = { min: 'Smallest', max: 'Largest', default: 'Default' } as const;
