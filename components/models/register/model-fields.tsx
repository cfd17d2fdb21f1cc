'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { type ChainField, pathOf } from './chain-document.ts';
import { type FormPartProps, problemAt, withOwn } from './form-parts.ts';
import { ModelPicker } from './model-picker.tsx';
import { NumberInput } from './number-input.tsx';

export function ModelFields({ form, change, problems, options }: FormPartProps) {
  const problemOf = (field: ChainField) => problemAt(problems, pathOf(field, form.kind));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {form.kind === 'remote' ? (
        <Field
          label="Server"
          hint="A provider of the kind invocations; it is registered under Providers."
          error={problemOf('provider')}
          required
        >
          {({ 'aria-required': _, ...control }) => (
            <Select
              {...control}
              value={form.provider || undefined}
              onValueChange={(provider) => change({ provider })}
              options={withOwn(
                options.providers?.filter(({ kind }) => kind === 'invocations').map(({ name }) => name),
                form.provider,
              )}
            />
          )}
        </Field>
      ) : (
        <ModelPicker
          providers={options.providers}
          provider={form.provider}
          model={form.model}
          providerProblem={problemOf('provider')}
          modelProblem={problemOf('model')}
          onChange={change}
        />
      )}
      <Field label="Temperature" error={problemOf('temperature')}>
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
      <Field label="Longest answer, tokens" error={problemOf('maxOutputTokens')}>
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
      <Field label="Time-out, seconds" error={problemOf('timeoutMs')} required>
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
