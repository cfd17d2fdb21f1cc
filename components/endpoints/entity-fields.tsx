'use client';

import type { Control } from 'react-hook-form';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { EntityValues } from './entity-values.ts';

/** Fields of a served entity, by what they decide. */
interface FieldsProps {
  control: Control<EntityValues>;
}

type TextField =
  | 'timeoutSeconds'
  | 'retries'
  | 'ttlSeconds'
  | 'maxConcurrency'
  | 'shadowPercentage'
  | 'knowledgeSnapshot'
  | 'minWorkers'
  | 'maxWorkers';

function NumberField({
  control,
  name,
  label,
  hint,
}: FieldsProps & { name: TextField; label: string; hint?: string }) {
  return (
    <FormField control={control} name={name} label={label} hint={hint}>
      {(field) => <Input {...field} inputMode="decimal" autoComplete="off" className="tabular-nums" />}
    </FormField>
  );
}

const pair = 'grid items-start gap-4 sm:grid-cols-2';

export function LimitFields({ control }: FieldsProps) {
  return (
    <>
      <div className={pair}>
        <NumberField
          control={control}
          name="timeoutSeconds"
          label="Time-out, seconds"
          hint="For the whole answer. Empty keeps the version's own."
        />
        <NumberField
          control={control}
          name="retries"
          label="Retries"
          hint="Before a fallback is asked. Empty keeps the provider's own."
        />
      </div>
      <div className={pair}>
        <NumberField
          control={control}
          name="maxConcurrency"
          label="Answers at a time"
          hint="In one server process; beyond it a fallback is asked. Empty is no limit."
        />
        <NumberField
          control={control}
          name="shadowPercentage"
          label="Shadow, percent"
          hint="Of the others' requests, mirrored here. Logged and compared, never shown."
        />
      </div>
      <NumberField
        control={control}
        name="knowledgeSnapshot"
        label="Knowledge snapshot"
        hint="Searches the documents as they were then. Empty keeps the version's own choice."
      />
    </>
  );
}

const cacheModes = [
  { value: 'off', label: 'Off' },
  { value: 'exact', label: 'Exact', hint: 'The same text, letter by letter.' },
  { value: 'normalised', label: 'Normalised', hint: 'Without case, punctuation and extra spaces.' },
] as const;

export function CacheFields({ control }: FieldsProps) {
  return (
    <>
      <div className={pair}>
        <FormField
          control={control}
          name="responses"
          label="Response cache"
          hint="Whole answers to the same question."
          required
        >
          {(field) => <Select {...field} onValueChange={field.onChange} options={cacheModes} />}
        </FormField>
        <NumberField
          control={control}
          name="ttlSeconds"
          label="Keep answers for, seconds"
          hint="At most 30 days."
        />
      </div>
      <FormField
        control={control}
        name="embeddings"
        label="Embedding cache"
        hint="Vectors of questions, so that the same question is not embedded again."
        required
      >
        {(field) => <Select {...field} onValueChange={field.onChange} options={cacheModes} />}
      </FormField>
    </>
  );
}

const sizes = ['Small', 'Medium', 'Large'].map((size) => ({ value: size, label: size }));

/** Closed until somebody wants it: nothing here changes an answer. */
export function WorkloadFields({ control }: FieldsProps) {
  return (
    <details className="rounded-md border border-border">
      <summary className="cursor-pointer rounded-md px-3 py-2 font-medium text-sm">Workload</summary>
      <div className="flex flex-col gap-4 px-3 pt-1 pb-3">
        <p className="text-muted-foreground text-sm">
          Kept with the configuration for the deployment of workers; it does not change answers by itself.
        </p>
        <FormField control={control} name="workloadSize" label="Size" required>
          {(field) => <Select {...field} onValueChange={field.onChange} options={sizes} />}
        </FormField>
        <div className={pair}>
          <NumberField control={control} name="minWorkers" label="Least workers" />
          <NumberField control={control} name="maxWorkers" label="Most workers" />
        </div>
        <FormField
          control={control}
          name="scaleToZeroEnabled"
          label="Scale to zero when idle"
          layout="inline"
        >
          {({ value, onChange, onBlur, ref, name, ...field }) => (
            <Checkbox
              {...field}
              ref={ref}
              name={name}
              checked={value}
              onBlur={onBlur}
              onCheckedChange={(checked) => onChange(checked === true)}
            />
          )}
        </FormField>
      </div>
    </details>
  );
}
