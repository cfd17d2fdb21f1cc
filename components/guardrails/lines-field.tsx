'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

interface LinesFieldProps {
  label: string;
  hint?: string;
  value: readonly string[];
  disabled: boolean;
  onChange: (lines: string[]) => void;
}

/** A list as text, one entry a line; blank lines are for the eye. */
export function LinesField({ label, hint, value, disabled, onChange }: LinesFieldProps) {
  const [typed, setTyped] = useState(value.join('\n'));
  // What is typed keeps its blank lines, unless the list was changed from outside.
  const text = linesOf(typed).join('\n') === value.join('\n') ? typed : value.join('\n');
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          rows={3}
          disabled={disabled}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(linesOf(event.target.value));
          }}
        />
      )}
    </Field>
  );
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
