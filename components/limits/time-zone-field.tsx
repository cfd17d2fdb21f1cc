'use client';

import { useId } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { timeZoneSchema } from '#lib/limits/schemas.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function isTimeZone(text: string): boolean {
  return timeZoneSchema.safeParse(text).success;
}

interface TimeZoneFieldProps {
  zone: string;
  onZone: (zone: string) => void;
}

/** Several hundred zones are found by typing. */
export function TimeZoneField({ zone, onZone }: TimeZoneFieldProps) {
  const listId = useId();
  return (
    <Field
      label="Time zone"
      hint="Where the period begins at midnight."
      error={isTimeZone(zone) ? undefined : 'Choose a zone, like Europe/Berlin.'}
      required
    >
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            autoComplete="off"
            spellCheck={false}
            value={zone}
            onFocus={(event) => event.target.select()}
            onChange={(event) => onZone(event.target.value)}
          />
          <datalist id={listId}>
            {zones.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
