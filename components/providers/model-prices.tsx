'use client';

import { Plus, Trash2 } from 'lucide-react';
import { type Control, useFieldArray } from 'react-hook-form';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { emptyModel, type ProviderValues, priceClasses } from './form-values.ts';
import { kindTexts } from './kinds.ts';

interface ModelPricesProps {
  control: Control<ProviderValues>;
  kind: ProviderValues['kind'];
}

/** Models offered in forms, with their prices per million tokens. */
export function ModelPrices({ control, kind }: ModelPricesProps) {
  const { fields, append, remove } = useFieldArray({ control, name: 'models' });
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="font-medium text-sm">Models and prices</legend>
      <p className="text-muted-foreground text-sm">
        Dollars per million tokens. Without prices the cost counts as $0. Cached input and cache write cost as
        much as input, and reasoning as much as output, unless you say otherwise.
        {kind === 'invocations' &&
          ' An invocations server runs one model; enter it as "invocations" to price what remote versions answer.'}
      </p>
      {fields.map((model, index) => (
        <div key={model.id} className="flex flex-col gap-3 rounded-md border border-border p-3">
          <div className="flex items-end gap-2">
            <FormField
              control={control}
              name={`models.${index}.name`}
              label="Model"
              required
              className="min-w-0 flex-1"
            >
              {(field) => (
                <Input
                  {...field}
                  autoComplete="off"
                  spellCheck={false}
                  placeholder={kindTexts[kind].modelHint}
                />
              )}
            </FormField>
            <IconButton
              label={`Remove model ${index + 1}`}
              size="md"
              icon={<Trash2 aria-hidden />}
              onClick={() => remove(index)}
            />
          </div>
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            {priceClasses.map(({ name, label }) => (
              <FormField key={name} control={control} name={`models.${index}.${name}`} label={label}>
                {(field) => <Input {...field} inputMode="decimal" autoComplete="off" placeholder="$" />}
              </FormField>
            ))}
          </div>
        </div>
      ))}
      <Button size="sm" className="self-start" onClick={() => append(emptyModel)}>
        <Plus aria-hidden />
        Add model
      </Button>
    </fieldset>
  );
}
