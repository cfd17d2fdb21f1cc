'use client';

import { type ComponentProps, useState } from 'react';
import { Input } from '#components/ui/input.tsx';

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  /** Null shows an empty field. */
  value: number | null;
  /** Null for an emptied field. */
  onChange: (value: number | null) => void;
}

/** A number that may be half typed: what was typed stays while the field has focus. */
export function NumberInput({ value, onChange, ...props }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = value === null ? '' : String(value);
  return (
    <Input
      {...props}
      type="number"
      inputMode="decimal"
      value={draft ?? shown}
      onFocus={() => setDraft(shown)}
      onBlur={() => setDraft(null)}
      onChange={({ target }) => {
        setDraft(target.value);
        if (target.value === '') onChange(null);
        else if (Number.isFinite(target.valueAsNumber)) onChange(target.valueAsNumber);
      }}
    />
  );
}
