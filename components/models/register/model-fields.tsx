'use client';

import { useId } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { type FormPartProps, problemOf, withOwn } from './form-parts.ts';
import { NumberInput } from './number-input.tsx';

export function ModelFields({ form, change, problems, options }: FormPartProps) {
  const listId = useId();
  const providers = options.providers ?? [];
  const offered = providers.find(({ name }) => name === form.provider)?.models ?? [];
  const choose = (name: string) => {
    const first = providers.find((provider) => provider.name === name)?.models[0]?.name;
    change({ provider: name, ...(first !== undefined && { model: first }) });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Provider" error={problemOf(problems, 'provider')} required>
        {({ 'aria-required': _, ...control }) => (
          <Select
            {...control}
            value={form.provider || undefined}
            onValueChange={choose}
            options={withOwn(
              options.providers?.map(({ name }) => name),
              form.provider,
            )}
          />
        )}
      </Field>
      <Field label="Model" error={problemOf(problems, 'model')} required>
        {(control) => (
          <>
            <Input
              {...control}
              list={listId}
              autoComplete="off"
              spellCheck={false}
              value={form.model}
              onChange={(event) => change({ model: event.target.value })}
            />
            <datalist id={listId}>
              {offered.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Temperature" error={problemOf(problems, 'temperature')}>
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            max={2}
            step={0.1}
            placeholder="as the model has it"
            value={form.temperature}
            onChange={(temperature) => change({ temperature })}
          />
        )}
      </Field>
      <Field label="Longest answer, tokens" error={problemOf(problems, 'maxOutputTokens')}>
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            placeholder="as the model has it"
            value={form.maxOutputTokens}
            onChange={(maxOutputTokens) => change({ maxOutputTokens })}
          />
        )}
      </Field>
      <Field label="Time-out, seconds" error={problemOf(problems, 'timeoutMs')} required>
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            max={600}
            value={form.timeoutMs / 1000}
            onChange={(seconds) => seconds !== null && change({ timeoutMs: Math.round(seconds * 1000) })}
          />
        )}
      </Field>
    </div>
  );
}
