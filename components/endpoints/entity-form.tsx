'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ServedEntity } from '#lib/serving/schemas.ts';
import { CacheFields, LimitFields, WorkloadFields } from './entity-fields.tsx';
import { type EntityValues, entityFormSchema, valuesOfEntity } from './entity-values.ts';
import { FallbackList } from './fallback-list.tsx';
import { targetErrors } from './target-errors.ts';
import { TargetPicker } from './target-picker.tsx';

interface EntityFormProps {
  /** For the button outside the form. */
  id: string;
  /** Null for a new one. */
  entity: ServedEntity | null;
  /** Names of the other served entities. */
  others: readonly string[];
  onSubmit: (entity: ServedEntity) => void;
}

/** Everything about a served entity but its share, which belongs to the sliders. */
export function EntityForm({ id, entity, others, onSubmit }: EntityFormProps) {
  const schema = entityFormSchema(entity?.trafficPercentage ?? 0, others);
  const { control, handleSubmit, formState } = useForm<EntityValues>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues: valuesOfEntity(entity),
  });
  return (
    <form
      id={id}
      noValidate
      onSubmit={handleSubmit((values) => onSubmit(schema.parse(values)))}
      className="flex flex-col gap-4"
    >
      <FormField
        control={control}
        name="name"
        label="Name"
        hint="Charts, results and the history use it; a new name begins new results."
        required
      >
        {(field) => <Input {...field} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
      </FormField>
      <Controller
        control={control}
        name="target"
        render={({ field }) => (
          <TargetPicker
            value={field.value}
            onChange={field.onChange}
            errors={targetErrors(formState.errors.target)}
          />
        )}
      />
      <Controller
        control={control}
        name="fallbacks"
        render={({ field }) => <FallbackList value={field.value} onChange={field.onChange} others={others} />}
      />
      <LimitFields control={control} />
      <CacheFields control={control} />
      <WorkloadFields control={control} />
    </form>
  );
}
