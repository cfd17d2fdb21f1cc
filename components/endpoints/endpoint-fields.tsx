'use client';

import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { FormField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { environments } from '#lib/serving/schemas.ts';

interface EndpointFieldProps<Values extends FieldValues> {
  control: Control<Values>;
}

/** Fields that making and changing an endpoint have in common. The form names them as the API does. */
export function DescriptionField<Values extends FieldValues & { description: string }>({
  control,
}: EndpointFieldProps<Values>) {
  return (
    <FormField
      control={control}
      name={'description' as FieldPath<Values>}
      label="Description"
      hint="What is it for, and who calls it?"
    >
      {(field) => <Textarea {...field} rows={2} />}
    </FormField>
  );
}

const hints = {
  development: 'For trying things out.',
  staging: 'For checking what is about to go live.',
  production: 'For the people who depend on it.',
} as const;

export function EnvironmentField<Values extends FieldValues & { environment: string }>({
  control,
}: EndpointFieldProps<Values>) {
  return (
    <FormField control={control} name={'environment' as FieldPath<Values>} label="Environment" required>
      {(field) => (
        <Select
          {...field}
          onValueChange={field.onChange}
          options={environments.map((value) => ({ value, label: value, hint: hints[value] }))}
        />
      )}
    </FormField>
  );
}
