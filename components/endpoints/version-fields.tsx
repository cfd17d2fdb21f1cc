'use client';

import { useModel } from '#components/models/queries.ts';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { stages } from '#lib/registry/schemas.ts';
import type { TargetFieldsProps } from './target-values.ts';

/** Which version of the chosen model: an alias, a stage or a number, each with what it means now. */
export function VersionFields({ value, set, errors }: TargetFieldsProps) {
  const model = useModel(value.model).data;
  const versions = (model?.versions ?? []).filter(({ deletedAt }) => deletedAt === null);
  if (value.by === 'alias') {
    const known = (model?.aliases ?? []).map(({ alias, version }) => ({
      value: alias,
      label: `@${alias}`,
      hint: `version ${version}`,
    }));
    return (
      <Field
        label="Alias"
        hint={
          model && known.length === 0
            ? 'This model has no alias yet. Point one at a version first.'
            : undefined
        }
        error={errors.alias}
        required
      >
        {(control) => (
          <Select
            {...control}
            value={value.alias === '' ? undefined : value.alias}
            onValueChange={(alias) => set({ alias })}
            options={withCurrent(known, value.alias, `@${value.alias}`)}
          />
        )}
      </Field>
    );
  }
  if (value.by === 'stage') {
    const highest = (stage: string) =>
      Math.max(0, ...versions.filter((version) => version.stage === stage).map(({ number }) => number));
    return (
      <Field label="Stage" error={errors.stage} required>
        {(control) => (
          <Select
            {...control}
            value={value.stage}
            onValueChange={(stage) => set({ stage })}
            options={stages.map((stage) => ({
              value: stage,
              label: stage,
              hint: highest(stage) === 0 ? 'no version' : `version ${highest(stage)}`,
            }))}
          />
        )}
      </Field>
    );
  }
  const numbers = versions.map(({ number, description }) => ({
    value: String(number),
    label: `version ${number}`,
    hint: description.slice(0, 80),
  }));
  return (
    <Field label="Version" error={errors.version} required>
      {(control) => (
        <Select
          {...control}
          value={value.version === '' ? undefined : value.version}
          onValueChange={(version) => set({ version })}
          options={withCurrent(numbers, value.version, `version ${value.version}`)}
        />
      )}
    </Field>
  );
}

interface Option {
  value: string;
  label: string;
  hint?: string;
}

/** What is chosen stays to be seen, also when it is gone. */
function withCurrent(options: Option[], value: string, label: string): Option[] {
  if (value === '' || options.some((option) => option.value === value)) return options;
  return [{ value, label, hint: 'does not exist now' }, ...options];
}
