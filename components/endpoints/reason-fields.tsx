'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

export interface Why {
  reason: string;
  ticket: string;
}

interface ReasonFieldsProps {
  value: Why;
  onChange: (value: Why) => void;
}

/** Why a change is made, and under which approval: both are read in the history. */
export function ReasonFields({ value, onChange }: ReasonFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Field label="Reason">
        {(control) => (
          <Input
            {...control}
            maxLength={2000}
            value={value.reason}
            onChange={(event) => onChange({ ...value, reason: event.target.value })}
          />
        )}
      </Field>
      <Field label="Ticket">
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            placeholder="CHG-1042"
            value={value.ticket}
            onChange={(event) => onChange({ ...value, ticket: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
