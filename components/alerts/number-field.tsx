'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

interface NumberFieldProps {
  label: string;
  hint?: string;
  /** What is wrong with it. */
  error?: string | undefined;
  value: number;
  /** What is typed times this is what is kept: 0.01 for per cent, 1e9 for dollars. */
  factor?: number;
  min?: number;
  onChange: (value: number) => void;
}

/** A number that is typed in one unit and kept in another. Half-typed numbers change nothing. */
export function NumberField({ label, hint, error, value, factor = 1, min, onChange }: NumberFieldProps) {
  return (
    <Field label={label} required error={error} {...(hint !== undefined && { hint })}>
      {(control) => (
        <Input
          {...control}
          key={factor}
          type="number"
          step="any"
          min={min}
          defaultValue={Number((value / factor).toPrecision(9))}
          onChange={(event) => {
            const typed = event.target.valueAsNumber;
            if (Number.isFinite(typed)) onChange(typed * factor);
          }}
        />
      )}
    </Field>
  );
}
