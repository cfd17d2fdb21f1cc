'use client';

import { useId } from 'react';
import { useModels } from '#components/models/queries.ts';
import { useProviders } from '#components/providers/queries.ts';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { TargetErrors, TargetFieldsProps, TargetValues } from './target-values.ts';
import { VersionFields } from './version-fields.tsx';

interface TargetPickerProps {
  value: TargetValues;
  onChange: (value: TargetValues) => void;
  errors: TargetErrors;
}

const ways = [
  { value: 'alias', label: 'Follow an alias', hint: 'Serves what @champion points at, from the move on.' },
  { value: 'stage', label: 'Follow a stage', hint: 'Serves the highest version in it.' },
  { value: 'version', label: 'Pin a version', hint: 'Stays until somebody changes it here.' },
  { value: 'external', label: 'Call an external model', hint: 'A model of a provider, without a version.' },
] as const;

/** What answers: a version of a model, reached in one of three ways, or a model of a provider. */
export function TargetPicker({ value, onChange, errors }: TargetPickerProps) {
  const set = (change: Partial<TargetValues>) => onChange({ ...value, ...change });
  return (
    <>
      <Field label="What answers" error={errors.by} required>
        {(control) => (
          <Select {...control} value={value.by} onValueChange={(by) => set({ by })} options={ways} />
        )}
      </Field>
      {value.by === 'external' ? (
        <ExternalFields value={value} set={set} errors={errors} />
      ) : (
        <ModelFields value={value} set={set} errors={errors} />
      )}
    </>
  );
}

function ModelFields({ value, set, errors }: TargetFieldsProps) {
  const models = useModels();
  const items = models.data?.items ?? [];
  const names = items.map(({ name }) => name);
  // One that vanished is still what the entity says.
  const all = value.model === '' || names.includes(value.model) ? names : [value.model, ...names];
  const choose = (name: string) => {
    const model = items.find((item) => item.name === name);
    const aliases = model?.aliases.map(({ alias }) => alias) ?? [];
    set({
      model: name,
      version: model?.latestVersion ? String(model.latestVersion) : '',
      alias: aliases.includes(value.alias) ? value.alias : (aliases[0] ?? ''),
    });
  };
  return (
    <>
      <Field label="Model" error={errors.model} required>
        {(control) => (
          <Select
            {...control}
            value={value.model === '' ? undefined : value.model}
            onValueChange={choose}
            options={all.map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      {value.model !== '' && <VersionFields value={value} set={set} errors={errors} />}
    </>
  );
}

function ExternalFields({ value, set, errors }: TargetFieldsProps) {
  const providers = useProviders();
  const list = useId();
  const items = (providers.data?.items ?? []).filter(({ kind }) => kind !== 'extractive');
  const names = items.map(({ name }) => name);
  const all = value.provider === '' || names.includes(value.provider) ? names : [value.provider, ...names];
  const models = items.find(({ name }) => name === value.provider)?.models ?? [];
  return (
    <>
      <Field
        label="Provider"
        hint={providers.data && all.length === 0 ? 'There is none yet: add one under Providers.' : undefined}
        error={errors.provider}
        required
      >
        {(control) => (
          <Select
            {...control}
            value={value.provider === '' ? undefined : value.provider}
            onValueChange={(provider) => set({ provider })}
            disabled={all.length === 0}
            options={all.map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <Field label="Model of the provider" error={errors.providerModel} required>
        {(control) => (
          <>
            <Input
              {...control}
              list={list}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={value.providerModel}
              onChange={(event) => set({ providerModel: event.target.value })}
            />
            <datalist id={list}>
              {models.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </>
  );
}
