'use client';

import type { Control } from 'react-hook-form';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { PromotionPreview } from '#lib/promotion/schemas.ts';
import { listOf } from '../serving-places.ts';
import type { PromoteValues } from './use-promote-form.ts';

interface ConfirmFieldsProps {
  preview: PromotionPreview;
  control: Control<PromoteValues>;
}

/** What goes along with the promotion, and why it is made. */
export function ConfirmFields({ preview, control }: ConfirmFieldsProps) {
  const { to, version, wouldArchive } = preview;
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <AliasChoice preview={preview} control={control} />
      {wouldArchive.length > 0 && (
        <FormField
          control={control}
          name="archiveExisting"
          layout="inline"
          label={`Archive ${listOf(wouldArchive.map((number) => `version ${number}`))}`}
          hint={`Otherwise several versions are in ${to}, and the highest number is served.`}
        >
          {({ value, onChange, 'aria-required': _required, ...field }) => (
            <Checkbox
              {...field}
              className="mt-0.5"
              checked={value === true}
              onCheckedChange={(checked) => onChange(checked === true)}
            />
          )}
        </FormField>
      )}
      <FormField
        control={control}
        name="ticket"
        label="Ticket"
        required={to === 'production'}
        hint="The approval in your own system, for example CHG-1042."
      >
        {(field) => <Input {...field} maxLength={200} autoComplete="off" />}
      </FormField>
      <FormField
        control={control}
        name="reason"
        label="Reason"
        hint={`Why version ${version.number}, and why now.`}
      >
        {(field) => <Textarea {...field} rows={2} maxLength={2000} />}
      </FormField>
    </div>
  );
}

function AliasChoice({ preview: { aliases, version }, control }: ConfirmFieldsProps) {
  const movable = aliases.filter((alias) => alias.version !== version.number);
  if (movable.length === 0) return null;
  return (
    <FormField control={control} name="aliases" label="Aliases to move along" required>
      {({ value, onChange, id, 'aria-describedby': describedBy }) => {
        const chosen = value ?? [];
        return (
          <fieldset id={id} aria-describedby={describedBy} className="flex flex-col gap-2">
            <legend className="sr-only">Aliases to move along</legend>
            {movable.map(({ alias, version: now }) => (
              <Field key={alias} layout="inline" label={`@${alias}, at version ${now} now`}>
                {({ 'aria-required': _required, ...control }) => (
                  <Checkbox
                    {...control}
                    className="mt-0.5"
                    checked={chosen.includes(alias)}
                    onCheckedChange={(checked) =>
                      onChange(
                        checked === true ? [...chosen, alias] : chosen.filter((other) => other !== alias),
                      )
                    }
                  />
                )}
              </Field>
            ))}
          </fieldset>
        );
      }}
    </FormField>
  );
}
