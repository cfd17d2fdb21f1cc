'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { ruleLimits } from '#lib/alerts/schemas.ts';
import { type LabelRow, useProblem } from './problems.ts';

interface LabelFieldsProps {
  rows: readonly LabelRow[];
  onChange: (rows: LabelRow[]) => void;
}

/** Labels that every alert of the rule carries. */
export function LabelFields({ rows, onChange }: LabelFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-border p-3">
      <legend className="px-1 font-medium text-sm">Labels</legend>
      <p className="text-muted-foreground text-sm">
        {rows.length === 0 && 'None. '}
        Every alert of the rule carries them, and so do messages and webhooks; silences can match them.
        Endpoint, version and what else it is split by are labels already.
      </p>
      {/* Rows are only added at the end and taken away, so their place is what they are. */}
      {Array.from(rows.entries(), ([place, row]) => (
        <LabelFieldsRow
          key={place}
          place={place}
          row={row}
          onChange={(next) => onChange(rows.with(place, next))}
          onRemove={() => onChange(rows.toSpliced(place, 1))}
        />
      ))}
      <Button
        size="sm"
        className="self-start"
        disabled={rows.length >= ruleLimits.labels}
        onClick={() => onChange([...rows, { name: '', value: '' }])}
      >
        <Plus aria-hidden />
        Add label
      </Button>
    </fieldset>
  );
}

interface RowProps {
  place: number;
  row: LabelRow;
  onChange: (row: LabelRow) => void;
  onRemove: () => void;
}

function LabelFieldsRow({ place, row, onChange, onRemove }: RowProps) {
  const nameProblem = useProblem(`labels.${place}.name`);
  const valueProblem = useProblem(`labels.${place}.value`);
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
      <Field label="Name" error={nameProblem} required>
        {(control) => (
          <Input
            {...control}
            value={row.name}
            placeholder="team"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...row, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Value" error={valueProblem} required>
        {(control) => (
          <Input
            {...control}
            value={row.value}
            placeholder="search"
            autoComplete="off"
            onChange={(event) => onChange({ ...row, value: event.target.value })}
          />
        )}
      </Field>
      <IconButton
        label={row.name === '' ? 'Remove label' : `Remove label ${row.name}`}
        icon={<Trash2 aria-hidden />}
        className="mt-6.5"
        onClick={onRemove}
      />
    </div>
  );
}
