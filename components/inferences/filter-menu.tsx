'use client';

import { ListFilter } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Select } from '#components/ui/select.tsx';
import { boundNames } from '#lib/inference/schemas.ts';
import type { FilterField } from './filter-fields.ts';
import type { FilterChange, SetInferenceFilters } from './use-filters.ts';

interface FilterMenuProps {
  fields: readonly FilterField[];
  onChange: SetInferenceFilters;
}

/** Adds one more condition: first what, then which. */
export function FilterMenu({ fields, onChange }: FilterMenuProps) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string>(fields[0]?.name ?? '');
  const field = fields.find((one) => one.name === name) ?? fields[0];
  const apply = (change: FilterChange) => {
    void onChange(change);
    setOpen(false);
  };
  return (
    <Popover
      label="Add a filter"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <ListFilter aria-hidden />
          Filter
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          aria-label="Filter by"
          value={name}
          onValueChange={setName}
          options={fields.map((one) => ({ value: one.name, label: one.label }))}
        />
        {field?.kind === 'choice' && <Choices field={field} onApply={apply} />}
        {field?.kind === 'text' && <TextForm key={field.name} field={field} onApply={apply} />}
        {field?.kind === 'range' && <RangeForm key={field.name} field={field} onApply={apply} />}
      </div>
    </Popover>
  );
}

interface FormProps<Kind extends FilterField['kind']> {
  field: FilterField & { kind: Kind };
  onApply: (change: FilterChange) => void;
}

function Choices({ field, onApply }: FormProps<'choice'>) {
  return (
    <fieldset aria-label={field.label} className="flex max-h-64 flex-wrap gap-1.5 overflow-y-auto">
      {field.options.map(({ value, label }) => (
        <Button key={value} size="sm" onClick={() => onApply({ [field.name]: value } as FilterChange)}>
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

function TextForm({ field, onApply }: FormProps<'text'>) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onApply({ [field.name]: text.trim() } as FilterChange);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label={field.label} required>
        {(control) => (
          <Input
            {...control}
            value={text}
            placeholder={field.placeholder}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary">
        Apply
      </Button>
    </form>
  );
}

/** Shares are asked for in percent and kept from 0 to 1. */
function RangeForm({ field, onApply }: FormProps<'range'>) {
  const [least, setLeast] = useState('');
  const [greatest, setGreatest] = useState('');
  const names = boundNames(field.name);
  const scale = field.unit === '%' ? 100 : 1;
  const numberOf = (text: string) => (text.trim() === '' ? null : Number(text) / scale);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onApply({ [names.min]: numberOf(least), [names.max]: numberOf(greatest) } as FilterChange);
  };
  const unit = field.unit === '' ? '' : ` (${field.unit})`;
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        {(
          [
            [`From${unit}`, least, setLeast],
            [`To${unit}`, greatest, setGreatest],
          ] as const
        ).map(([label, value, set]) => (
          <Field key={label} label={label} required>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                step="any"
                value={value}
                onChange={(event) => set(event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
      <Button type="submit" variant="primary" disabled={least === '' && greatest === ''}>
        Apply
      </Button>
    </form>
  );
}
