'use client';

import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { Select } from './select.tsx';

/** Stands for the one that is yet to be made. */
const fresh = 'new';

/** One of those there are, or the name of a new one; `id` null for a new one. */
export interface OneOrNewValue {
  id: string | null;
  name: string;
}

interface OneOrNewProps {
  /** "Dataset". */
  label: string;
  /** "A new dataset…". */
  newLabel: string;
  /** "Name of the new dataset". */
  nameLabel: string;
  items: readonly { id: string; name: string }[];
  value: OneOrNewValue;
  onChange: (value: OneOrNewValue) => void;
  maxLength: number;
  error?: string;
}

/** Two fields of a form that puts something into one of one's own things, or begins a new one with it. */
export function OneOrNew(props: OneOrNewProps) {
  const { label, newLabel, nameLabel, items, value, onChange, maxLength, error } = props;
  return (
    <>
      <Field label={label} required error={value.id === null ? undefined : error}>
        {(control) => (
          <Select
            {...control}
            value={value.id ?? fresh}
            onValueChange={(id) => onChange({ ...value, id: items.some((one) => one.id === id) ? id : null })}
            options={[
              ...items.map(({ id, name }) => ({ value: id, label: name })),
              { value: fresh, label: newLabel },
            ]}
          />
        )}
      </Field>
      {value.id === null && (
        <Field label={nameLabel} required error={error}>
          {(control) => (
            <Input
              {...control}
              value={value.name}
              maxLength={maxLength}
              onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
