'use client';

import { useId } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { FormOptions } from './form-options.ts';
import { withOwn } from './form-parts.ts';

interface ModelPickerProps {
  providers: FormOptions['providers'];
  provider: string;
  model: string;
  providerProblem: string | undefined;
  modelProblem: string | undefined;
  onChange: (values: { provider?: string; model?: string }) => void;
}

/** A provider and one of its models, or any other name the provider may know. */
export function ModelPicker(props: ModelPickerProps) {
  const { provider, model, providerProblem, modelProblem, onChange } = props;
  const listId = useId();
  const providers = props.providers ?? [];
  const offered = providers.find(({ name }) => name === provider)?.models ?? [];
  const choose = (name: string) => {
    const first = providers.find((one) => one.name === name)?.models[0]?.name;
    onChange({ provider: name, ...(first !== undefined && { model: first }) });
  };
  return (
    <>
      <Field label="Provider" error={providerProblem} required>
        {({ 'aria-required': _, ...control }) => (
          <Select
            {...control}
            value={provider || undefined}
            onValueChange={choose}
            options={withOwn(
              props.providers?.map(({ name }) => name),
              provider,
            )}
          />
        )}
      </Field>
      <Field label="Model" error={modelProblem} required>
        {(control) => (
          <>
            <Input
              {...control}
              list={listId}
              autoComplete="off"
              spellCheck={false}
              value={model}
              onChange={(event) => onChange({ model: event.target.value })}
            />
            <datalist id={listId}>
              {offered.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </>
  );
}
