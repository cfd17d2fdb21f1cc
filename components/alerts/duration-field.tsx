'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { secondsWords } from './words.ts';

interface DurationFieldProps {
  label: string;
  hint?: string;
  /** What is wrong with it. */
  error?: string | undefined;
  /** Seconds. */
  value: number;
  choices: readonly number[];
  /** What no time at all is called. */
  zero?: string;
  onChange: (seconds: number) => void;
}

/** A length of time from a few that make sense; one that was set elsewhere stays to be chosen. */
export function DurationField({ label, hint, error, value, choices, zero, onChange }: DurationFieldProps) {
  const all = [...new Set([...choices, value])].sort((a, b) => a - b);
  return (
    <Field label={label} required error={error} {...(hint !== undefined && { hint })}>
      {(control) => (
        <Select
          {...control}
          value={String(value)}
          onValueChange={(next) => onChange(Number(next))}
          options={all.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 && zero !== undefined ? zero : secondsWords(seconds),
          }))}
        />
      )}
    </Field>
  );
}
